import assert from "node:assert/strict";
import { readModifierGroups } from "../../../src/restaurant/menu/modifier_groups.ts";
import { readMenuItems } from "../../../src/restaurant/menu/menu_items.ts";
import type { Database } from "../../../src/storage/database.ts";
import { onEveryEngine } from "../../support/engines.ts";
import { importCatalogText } from "../../support/imports.ts";

const HEADER =
  "name,category,price,modifier_group,modifier,modifier_price,min_selections,max_selections";
const MENU = [
  HEADER,
  "Pizza,Mains,9,,,,,",
  "Pizza,Mains,,Size,Small,0,1,1",
  "pizza,,,Size,Large,3.50,1,1",
  "Pizza,,,Extras,Olives,1,,",
].join("\n");

async function choices({ reader }: Database): Promise<string[]> {
  const groups = await readModifierGroups(reader, await readMenuItems(reader));
  return [...groups.values()].flat().map(({ name, min_selections, max_selections, modifiers }) =>
    `${name} ${min_selections}-${max_selections}: ${
      modifiers.map(({ name, price }) => `${name} ${price}`).join(", ")
    }`
  );
}

onEveryEngine("modifiers come in with their item; again nothing changes", async (engine) => {
  await using database = await engine.fresh();
  const first = await importCatalogText(database, "menu", MENU);
  assert.deepEqual([first.read, first.added, first.quarantined], [4, 4, 0]);
  const both = ["Size 1-1: Small 0, Large 350", "Extras 0-null: Olives 100"];
  assert.deepEqual(await choices(database), both);
  const ids = await database.reader.selectFrom("modifiers").selectAll().orderBy("id").execute();
  const again = await importCatalogText(database, "menu", MENU);
  assert.deepEqual([again.taken, again.skipped], [0, 4]);
  assert.deepEqual(
    await database.reader.selectFrom("modifiers").selectAll().orderBy("id").execute(),
    ids,
  );
});

onEveryEngine(
  "the rows of a modifier group replace it; modifiers keep their ids",
  async (engine) => {
    await using database = await engine.fresh();
    await importCatalogText(database, "menu", MENU);
    const idOf = async (name: string) =>
      (await database.reader.selectFrom("modifiers").select("id").where("name", "=", name)
        .executeTakeFirst())?.id;
    const large = await idOf("Large");
    const summary = await importCatalogText(
      database,
      "menu",
      `${HEADER}\nPizza,,,Size,Large,4,1,1\nPizza,,,Size,Huge,6,1,1\n`,
    );
    assert.deepEqual([summary.changed, summary.added], [1, 1]);
    assert.deepEqual(await choices(database), [
      "Size 1-1: Large 400, Huge 600",
      "Extras 0-null: Olives 100",
    ]);
    assert.equal(await idOf("Large"), large);
    const limit = await importCatalogText(
      database,
      "menu",
      `${HEADER}\nPizza,,,Extras,Olives,1,,3\n`,
    );
    assert.equal(limit.changed, 1);
    assert.equal((await choices(database))[1], "Extras 0-3: Olives 100");
  },
);

onEveryEngine("a choice of which one row cannot be taken stays out as a whole", async (engine) => {
  await using database = await engine.fresh();
  for (
    const [rows, reasons] of [
      [["Pizza,,,Size,S,0,1,1", "Pizza,,,Size,L,x,1,1"], [
        "row belongs with line 4, which cannot be taken",
        "modifier_price is not a number",
      ]],
      [["Pizza,,,Size,S,0,2,1"], ["max_selections is less than min_selections, or zero"]],
      [["Pizza,,,Size,S,0,2,2"], ["min_selections is more than there is to choose"]],
      [["Pizza,,,Size,S,0,1,1", "Pizza,,,Size,s,0,1,1"], [
        "row belongs with line 4, which cannot be taken",
        "modifier is on line 3 already",
      ]],
      [["Pizza,,,Size,S,0,1,1", "Pizza,,,Size,L,0,0,1"], [
        "row belongs with line 4, which cannot be taken",
        "min_selections and max_selections are not those of line 3",
      ]],
      [["Stew,,,Size,S,0,1,1"], ["name 'Stew' is not on the menu"]],
      [["Pizza,,,,S,0,1,1"], ["modifier_group is empty"]],
      [["Pizza,,,Size,,0,1,1"], ["modifier is empty"]],
    ] as const
  ) {
    const text = [HEADER, "Pizza,Mains,9,,,,,", ...rows].join("\n");
    const { quarantined_for } = await importCatalogText(database, "menu", text);
    assert.deepEqual(quarantined_for.map(({ reason }) => reason), reasons);
  }
  assert.deepEqual(await choices(database), []);
});

onEveryEngine("a modifier may take something off the price", async (engine) => {
  await using database = await engine.fresh();
  const rows = ["Pizza,Mains,9,,,,,", "Pizza,,,Without,Cheese,-0.50,,"];
  const { quarantined } = await importCatalogText(database, "menu", [HEADER, ...rows].join("\n"));
  assert.equal(quarantined, 0);
  assert.deepEqual(await choices(database), ["Without 0-null: Cheese -50"]);
});
