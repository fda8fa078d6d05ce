import assert from "node:assert/strict";
import { fc } from "../../packages/fast_check.ts";
import { EXPORTS } from "../../../src/exporting/export.ts";
import { undoImport } from "../../../src/importing/undo/undo_import.ts";
import { changeMenuItem } from "../../../src/restaurant/menu/change_item.ts";
import { readMenuItems } from "../../../src/restaurant/menu/menu_items.ts";
import { readAllVariations } from "../../../src/restaurant/menu/variations.ts";
import type { Database } from "../../../src/storage/database.ts";
import { systemClock } from "../../../src/values/clock.ts";
import { alwaysAsync } from "../../support/always.ts";
import { onEveryEngine } from "../../support/engines.ts";
import { SQUARE_CATALOG } from "../../support/export_headers.ts";
import { exportText } from "../../support/exports.ts";
import { csv, importCatalogText, importText } from "../../support/imports.ts";

const MENU = [
  "name,category,size,price,description",
  "Latte,Coffee,Small,4.00,With oat milk if you like",
  "Latte,Coffee,Large,5.25,",
  "Tea,Coffee,,3.00,",
  "Wine,Bar,Glass,6.50,",
  "Wine,Bar,Bottle,28,",
].join("\n");

/** Every item with its own price and its variations, in words. */
async function onMenu({ reader }: Pick<Database, "reader">): Promise<string[]> {
  const variations = await readAllVariations(reader);
  return (await readMenuItems(reader)).map(({ id, name, price, description }) => {
    const own = variations.get(id)?.map(({ name, price }) => `${name} ${price}`) ?? [];
    return [name, price, ...own, description].join(" | ");
  });
}

onEveryEngine(
  "rows of one item are its sizes; the same file again changes nothing",
  async (engine) => {
    await using database = await engine.fresh();
    const first = await importCatalogText(database, "menu", MENU);
    assert.deepEqual([first.read, first.added, first.quarantined], [5, 5, 0]);
    const menu = [
      "Wine |  | Glass 650 | Bottle 2800 | ",
      "Latte |  | Small 400 | Large 525 | With oat milk if you like",
      "Tea | 300 | ",
    ];
    assert.deepEqual(await onMenu(database), menu);
    const again = await importCatalogText(database, "menu", MENU);
    assert.deepEqual([again.taken, again.skipped], [0, 5]);
    assert.deepEqual(await onMenu(database), menu);
  },
);

onEveryEngine(
  "a later file changes, adds and drops sizes, and undoing it brings them back",
  async (engine) => {
    await using database = await engine.fresh();
    await importCatalogText(database, "menu", MENU);
    const before = await onMenu(database);
    const later = [
      "name,category,variation,price",
      "latte,coffee,small,4.20",
      "Latte,Coffee,Huge,6",
      "Tea,Coffee,Pot,7",
    ].join("\n");
    const summary = await importCatalogText(database, "menu", later);
    assert.deepEqual([summary.added, summary.changed, summary.skipped], [2, 1, 0]);
    assert.deepEqual(await onMenu(database), [
      "Wine |  | Glass 650 | Bottle 2800 | ",
      "Latte |  | Small 420 | Huge 600 | With oat milk if you like",
      "Tea | 300 | Pot 700 | ",
    ]);
    await undoImport(database, summary.id ?? "", { clock: systemClock });
    assert.deepEqual(await onMenu(database), before);
  },
);

onEveryEngine("an import whose sizes were changed since is not undone", async (engine) => {
  await using database = await engine.fresh();
  const { id } = await importCatalogText(database, "menu", MENU);
  await database.write((writer) =>
    changeMenuItem(writer, {
      item_id: "Latte",
      updates: { variation: "Large", price: 5.5 },
      actor: "client",
    }, "2027-01-01T00:00:00Z")
  );
  await assert.rejects(
    () => undoImport(database, id ?? "", { clock: systemClock }),
    /menu item variations 'Large'.*changed since/,
  );
});

onEveryEngine("sizes are taken all or not at all, and said", async (engine) => {
  await using database = await engine.fresh();
  await importCatalogText(database, "menu", MENU);
  const before = await onMenu(database);
  const broken = [
    "name,category,size,price,description",
    "Latte,Coffee,Small,4.10,",
    "Latte,Coffee,Large,much,",
    "Wine,Bar,Glass,6,Red",
    "Wine,Bar,Bottle,30,White",
    "Beer,Bar,Pint,5,",
    "Beer,Bar,PINT,6,",
  ].join("\n");
  const summary = await importCatalogText(database, "menu", broken);
  assert.deepEqual([summary.taken, summary.quarantined], [0, 6]);
  assert.deepEqual(
    summary.quarantined_for.map(({ reason, lines }) => `${lines.join()}: ${reason}`).sort(),
    [
      "2: row belongs with line 3, which cannot be taken",
      "3: price is not a number",
      "4: row belongs with line 5, which cannot be taken",
      "5: description differs from that on line 4",
      "6: row belongs with line 7, which cannot be taken",
      "7: variation is on line 6 already",
    ],
  );
  assert.deepEqual(await onMenu(database), before);
});

onEveryEngine("an empty price stays as it is; a repeated row says nothing new", async (engine) => {
  await using database = await engine.fresh();
  await importCatalogText(database, "menu", MENU);
  const file = [
    "name,category,size,price",
    "Wine,Bar,Glass,",
    "Wine,Bar,Glass,",
    "Wine,Bar,Bottle,29",
    "Wine,Bar,Magnum,",
  ].join("\n");
  const { added, changed, skipped } = await importCatalogText(database, "menu", file);
  assert.deepEqual([added, changed, skipped], [1, 1, 2]);
  const [wine] = await onMenu(database);
  assert.equal(wine, "Wine |  | Glass 650 | Bottle 2900 | Magnum null | ");
});

onEveryEngine(
  "Square: Regular alone is no size, among others it is; variable is no price",
  async (engine) => {
    await using database = await engine.fresh();
    const row = (name: string, variation: string, price: string) => ({
      "Item Name": name,
      "Variation Name": variation,
      Category: "Bar",
      Price: price,
    });
    const catalog = csv(SQUARE_CATALOG, [
      row("Cola", "Regular", "$2.80"),
      row("Beer", "Regular", "$4.00"),
      row("Beer", "Pint", "$6.00"),
      row("Fish", "By weight", "variable"),
    ]);
    const { format, added } = await importCatalogText(database, "menu", catalog);
    assert.deepEqual([format, added], ["square-catalog", 4]);
    assert.deepEqual(await onMenu(database), [
      "Beer |  | Regular 400 | Pint 600 | ",
      "Cola | 280 | ",
      "Fish |  | By weight null | ",
    ]);
  },
);

onEveryEngine("an item that came with sales gets its sizes", async (engine) => {
  await using database = await engine.fresh();
  const sales = "order_id,date,time,item,category,variation,unit_price\n" +
    "1,2026-01-02,12:00,Latte,Coffee,Large,5.00\n";
  await importText(database, sales, { location: "downtown", timezone: "America/New_York" });
  await importCatalogText(database, "menu", MENU);
  const items = await readMenuItems(database.reader);
  assert.equal(items.filter(({ name }) => name === "Latte").length, 1);
});

const name = fc.constantFrom("Latte", "Tea", "Wine", "Cola", "Beer");
const cents = fc.integer({ min: 0, max: 99_99 });
const sizes = fc.uniqueArray(fc.constantFrom("Small", "Large", "Bottle", "½ l", "XL, hot"), {
  maxLength: 4,
});
const menus = fc.uniqueArray(
  fc.record({ name, price: fc.option(cents), sizes, prices: fc.array(fc.option(cents)) }),
  { selector: ({ name }) => name, minLength: 1 },
);

onEveryEngine("what is exported comes back as it was, into another database", async (engine) => {
  await alwaysAsync(
    fc.asyncProperty(menus, async (menu) => {
      const rows = menu.flatMap(({ name, price, sizes, prices }) => [
        { name, price: decimal(price) },
        ...sizes.map((variation, index) => ({ name, variation, price: decimal(prices[index]) })),
      ]);
      await using database = await engine.fresh();
      await importCatalogText(database, "menu", csv("name,variation,price", rows));
      const text = await exportText(database, EXPORTS.items);
      await using other = await engine.fresh();
      const { quarantined } = await importCatalogText(other, "menu", text);
      assert.equal(quarantined, 0);
      assert.deepEqual(await onMenu(other), await onMenu(database));
      assert.equal(await exportText(other, EXPORTS.items), text);
      assert.equal((await importCatalogText(database, "menu", text)).taken, 0);
    }),
    15,
    engine,
  );
});

function decimal(cents: number | null | undefined): string {
  return cents === null || cents === undefined ? "" : (cents / 100).toFixed(2);
}

onEveryEngine("a size says how many portions of the recipe it is", async (engine) => {
  await using database = await engine.fresh();
  const file = (bottle: string) =>
    `name,size,price,portion\nWine,Glass,6.50,\nWine,Bottle,28,${bottle}\nTea,,3,\n`;
  await importCatalogText(database, "menu", file("4.286"));
  const portions = async () =>
    [...(await readAllVariations(database.reader)).values()]
      .flatMap((own) => own.map(({ name, portion }) => `${name} ${portion}`));
  assert.deepEqual(await portions(), ["Glass 1000", "Bottle 4286"]);
  const { changed, skipped } = await importCatalogText(database, "menu", file("4.3"));
  assert.deepEqual([changed, skipped], [1, 2]);
  await importCatalogText(database, "menu", file(""));
  assert.deepEqual(await portions(), ["Glass 1000", "Bottle 4300"]);
  const faulty = "name,size,price,portion\nWine,Glass,6.50,0\nTea,,3,2\n";
  const { quarantined_for } = await importCatalogText(database, "menu", faulty);
  assert.deepEqual(quarantined_for.map(({ reason }) => reason), [
    "portion must be more than zero",
    "portion is of a variation, and the row names none",
  ]);
});
