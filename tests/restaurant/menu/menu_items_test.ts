import assert from "node:assert/strict";
import {
  ensureMenuItems,
  menuItemIds,
  menuItemKey,
  readMenuItem,
  readMenuItems,
} from "../../../src/restaurant/menu/menu_items.ts";
import { PUBLIC_ID } from "../../../src/values/public_id.ts";
import { onEveryEngine } from "../../support/engines.ts";
import { WRITTEN_AT } from "../../support/sales.ts";

const LATTE = { name: "Latte", category: "Coffee", currency: "USD" };
const MOCHA = { name: "Mocha", category: "Coffee", currency: "USD" };

onEveryEngine("items are added once, however often they are sold", async (engine) => {
  await using database = await engine.fresh();
  const first = await database.write(async (writer) => {
    const known = await menuItemIds(writer);
    await ensureMenuItems(writer, [LATTE, MOCHA, LATTE], known, WRITTEN_AT);
    await ensureMenuItems(writer, [MOCHA], known, WRITTEN_AT);
    return known;
  });
  assert.equal(first.size, 2);
  const again = await database.write(async (writer) => {
    const known = await menuItemIds(writer);
    await ensureMenuItems(writer, [LATTE, MOCHA], known, WRITTEN_AT);
    return known;
  });
  const bare = [...first].map(([key, id]) =>
    [key.replace("\ncoffee\n", "\nuncategorized\n"), id] as const
  );
  assert.deepEqual(again, new Map([...first, ...bare]));
  assert.equal((await readMenuItems(database.reader)).length, 2);
});

onEveryEngine("the same name in another category or currency is another item", async (engine) => {
  await using database = await engine.fresh();
  const items = [LATTE, { ...LATTE, category: "Iced" }, { ...LATTE, currency: "EUR" }];
  const known = new Map<string, string>();
  await database.write((writer) => ensureMenuItems(writer, items, known, WRITTEN_AT));
  assert.equal(new Set(items.map((item) => known.get(menuItemKey(item)))).size, 3);
});

onEveryEngine("a new item from a sale has an id and no price", async (engine) => {
  await using database = await engine.fresh();
  const known = new Map<string, string>();
  await database.write((writer) => ensureMenuItems(writer, [LATTE], known, WRITTEN_AT));
  const id = known.get(menuItemKey(LATTE)) ?? "";
  assert.match(id, PUBLIC_ID);
  assert.deepEqual({ ...await readMenuItem(database.reader, id) }, {
    id,
    ...LATTE,
    description: "",
    price: null,
    version: 1,
    created_at: WRITTEN_AT,
    updated_at: WRITTEN_AT,
  });
  assert.equal(await readMenuItem(database.reader, "NOWHERE0"), undefined);
});
