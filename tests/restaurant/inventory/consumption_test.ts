import assert from "node:assert/strict";
import {
  consume,
  type Demand,
  giveBack,
  readDemand,
  shortages,
} from "../../../src/restaurant/inventory/consumption.ts";
import { type Portions, recipesOf } from "../../../src/restaurant/inventory/recipes.ts";
import type { Database, Reader } from "../../../src/storage/database.ts";
import { onEveryEngine } from "../../support/engines.ts";
import {
  addPantry,
  BEEF,
  BUNS,
  LETTUCE,
  move,
  openKitchen,
  shelves,
} from "../../support/pantry.ts";
import { addRestaurant, BURGER, COLA, SALAD, WRITTEN_AT } from "../../support/sales.ts";

const TAKER = { order_id: "ORDER001", actor: "client", business_date: "2026-12-14" };

function portions({ menu_item_id }: { menu_item_id: string }, count: number): Portions {
  return { menu_item_id, quantity: count * 1000 };
}

async function demand(reader: Reader, ...lines: readonly Portions[]): Promise<Demand> {
  const recipes = await recipesOf(reader, lines.map(({ menu_item_id }) => menu_item_id));
  return await readDemand(reader, { location_id: "downtown", lines, recipes });
}

function take(database: Database, order_id: string, ...lines: readonly Portions[]): Promise<void> {
  return database.write(async (writer) =>
    await consume(writer, await demand(writer, ...lines), { ...TAKER, order_id }, WRITTEN_AT)
  );
}

onEveryEngine(
  "an order takes its recipes, and cancelling gives back the same once",
  async (engine) => {
    await using database = await openKitchen(engine);
    await move(database, BEEF.id, 1_000_000);
    await move(database, BUNS.id, 24_000);
    await take(database, "ORDER001", portions(BURGER, 2), portions(COLA, 1));
    const onHand = async () => (await shelves(database.reader)).map(({ on_hand }) => on_hand);
    assert.deepEqual(await onHand(), [700_000, 22_000]);
    const opened = { location_id: "downtown", since: WRITTEN_AT };
    const cancelled = { ...TAKER, ...opened, reason: "Guest left" };
    await database.write((writer) => giveBack(writer, cancelled, WRITTEN_AT));
    await database.write((writer) => giveBack(writer, cancelled, WRITTEN_AT));
    assert.deepEqual(await onHand(), [1_000_000, 24_000]);
  },
);

onEveryEngine("shortages are reported with what can still be made", async (engine) => {
  await using database = await openKitchen(engine);
  await move(database, BEEF.id, 500_000);
  await move(database, LETTUCE.id, 900_000);
  const asked = await demand(database.reader, portions(SALAD, 4), portions(BURGER, 4));
  assert.deepEqual(shortages(asked), [
    { menu_item_id: BURGER.menu_item_id, available: 3 },
  ]);
});

onEveryEngine("two dishes of one ingredient are short together", async (engine) => {
  await using database = await openKitchen(engine);
  await move(database, BEEF.id, 500_000);
  const double = { menu_item_id: "DOUBLE00", quantity: 1000 };
  const line = { ingredient_id: BEEF.id, quantity: 300_000, yield_percent: 100 };
  const asked = await readDemand(database.reader, {
    location_id: "downtown",
    lines: [portions(BURGER, 2), double],
    recipes: new Map([
      [BURGER.menu_item_id, [{ ...line, quantity: 150_000 }]],
      ["DOUBLE00", [line]],
    ]),
  });
  assert.deepEqual(shortages(asked), [
    { menu_item_id: BURGER.menu_item_id, available: 3 },
    { menu_item_id: "DOUBLE00", available: 1 },
  ]);
});

onEveryEngine("an uncounted ingredient is never short and gets no movement", async (engine) => {
  await using database = await openKitchen(engine);
  await move(database, BEEF.id, 150_000);
  await take(database, "ORDER001", portions(BURGER, 1));
  assert.deepEqual((await shelves(database.reader)).map(({ shelf }) => shelf), [
    "downtown BEEF0000",
  ]);
});

onEveryEngine("an order that is short takes nothing at all", async (engine) => {
  await using database = await openKitchen(engine);
  await move(database, BEEF.id, 1_000_000);
  await move(database, BUNS.id, 1_000);
  await assert.rejects(take(database, "ORDER001", portions(BURGER, 2)), {
    code: "INSUFFICIENT_INVENTORY",
  });
  assert.deepEqual(await shelves(database.reader), [
    { shelf: "downtown BEEF0000", on_hand: 1_000_000, ledger: 1_000_000 },
    { shelf: "downtown BUNS0000", on_hand: 1_000, ledger: 1_000 },
  ]);
});

onEveryEngine("many who want the last ten portions get exactly ten", async (engine) => {
  await using place = await engine.place();
  await using database = await engine.open(place.url);
  await database.write(async (writer) => {
    await addRestaurant(writer);
    await addPantry(writer);
  });
  await move(database, BEEF.id, 10 * 150_000);
  const tries = Array.from(
    { length: 40 },
    (_, index) => take(database, `ORDER${index}`, portions(BURGER, 1)),
  );
  const served = (await Promise.allSettled(tries)).filter(({ status }) => status === "fulfilled");
  assert.equal(served.length, 10);
  assert.deepEqual(await shelves(database.reader), [
    { shelf: "downtown BEEF0000", on_hand: 0, ledger: 0 },
  ]);
});
