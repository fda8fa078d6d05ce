import assert from "node:assert/strict";
import { changeMenuItem, type ItemUpdate } from "../../../src/restaurant/menu/change_item.ts";
import type { ItemFields } from "../../../src/restaurant/menu/item_fields.ts";
import { heldMenuItem, readMenuItem } from "../../../src/restaurant/menu/menu_items.ts";
import { replaceFields } from "../../../src/restaurant/menu/replace_fields.ts";
import type { Database } from "../../../src/storage/database.ts";
import { onEveryEngine } from "../../support/engines.ts";
import { doPatiently } from "../../support/patiently.ts";
import { addRestaurant, openRestaurant, WRITTEN_AT } from "../../support/sales.ts";

const LATER = "2026-12-31T13:00:00Z";

function change(database: Database, updates: ItemUpdate["updates"], item_id = "BURGER00") {
  return database.write((writer) =>
    changeMenuItem(writer, { item_id, updates, actor: "client" }, LATER)
  );
}

onEveryEngine("only what differs is changed, counted and dated", async (engine) => {
  await using database = await openRestaurant(engine);
  const done = await change(database, { name: "Cheeseburger", price: 9.5, description: "" });
  assert.deepEqual([done.before, done.after], [{ price: null }, { price: 9_50 }]);
  const item = await readMenuItem(database.reader, "BURGER00");
  assert.deepEqual({ ...item }, {
    id: "BURGER00",
    name: "Cheeseburger",
    category: "Mains",
    description: "",
    currency: "USD",
    price: 9_50,
    version: 2,
    created_at: WRITTEN_AT,
    updated_at: LATER,
  });
});

onEveryEngine("a free item costs nothing, which is not the same as no price", async (engine) => {
  await using database = await openRestaurant(engine);
  assert.deepEqual((await change(database, { price: 0 })).after, { price: 0 });
  assert.equal((await change(database, { price: 0 })).change_id, undefined);
});

onEveryEngine("of many changes at once none is lost", async (engine) => {
  await using place = await engine.place();
  await using database = await engine.open(place.url);
  await database.write(addRestaurant);
  const updates = Array.from({ length: 15 }, (_, index) => index).flatMap((index) => [
    { price: index },
    { name: `Burger ${index}` },
    { description: `Number ${index}` },
    { category: `Menu ${index}` },
  ]);
  await Promise.all(updates.map((update) => doPatiently(() => change(database, update))));
  const item = await database.write((writer) => heldMenuItem(writer, "BURGER00"));
  assert.equal(item.version, 1 + updates.length);
  assert.match(item.name, /^Burger \d+$/);
  assert.match(item.description, /^Number \d+$/);
  assert.match(item.category, /^Menu \d+$/);
  // Whatever came last is still there, and each of the others was seen by the one after it.
  const prices = [...await pricesSeen(database), item.price ?? NaN].sort((a, b) => a - b);
  assert.deepEqual(prices, Array.from({ length: 15 }, (_, index) => index * 100));
});

onEveryEngine("nothing is written onto a version that somebody else changed", async (engine) => {
  await using place = await engine.place();
  await using database = await engine.open(place.url);
  await database.write(addRestaurant);
  const stale = await database.write((writer) => heldMenuItem(writer, "BURGER00"));
  await change(database, { description: "With cheese" });
  const late = database.write((writer) =>
    replaceFields(writer, { item: stale, fields: { price: 1_00 }, actor: "client" }, LATER)
  );
  await assert.rejects(late, { code: "CONFLICT" });
  const item = await database.write((writer) => heldMenuItem(writer, "BURGER00"));
  assert.deepEqual([item.description, item.price], ["With cheese", null]);
});

/** The `before` of each price change: the price of the change before it. */
async function pricesSeen({ reader }: Database): Promise<number[]> {
  const changes = await reader.selectFrom("changes").select("before").execute();
  const before = changes.map((change): ItemFields => JSON.parse(change.before));
  return before.flatMap(({ price }) => typeof price === "number" ? [price] : []);
}
