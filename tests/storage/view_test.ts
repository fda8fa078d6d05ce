import assert from "node:assert/strict";
import type { Database } from "../../src/storage/database.ts";
import { noteLocations } from "../../src/storage/question_locations.ts";
import { onEveryEngine } from "../support/engines.ts";

const AT = "2026-11-23T12:00:00Z";

onEveryEngine("rows of other locations do not exist in a view", async (engine) => {
  await using place = await engine.place();
  await using database = await engine.open(place.url);
  await twoLocations(database);
  const { reader, seen } = viewOf(database, ["here"]);
  const stock = await reader.selectFrom("stock").selectAll().execute();
  assert.deepEqual(stock.map(({ location_id }) => location_id), ["here"]);
  // The locations of a question are those it chose, not those that were read for it.
  assert.deepEqual(seen, { rows: 1, locations: new Set() });
  noteLocations(reader, ["here"]);
  noteLocations(database.reader, ["there"]);
  assert.deepEqual(seen.locations, new Set(["here"]));
  const joined = await reader.selectFrom("locations as l")
    .innerJoin("stock as s", "s.location_id", "l.id").select(["l.id", "s.on_hand"]).execute();
  assert.deepEqual(joined.map(({ id, on_hand }) => [id, on_hand]), [["here", 1]]);
  const { count } = await reader.selectFrom("ingredients")
    .leftJoin("stock", "stock.ingredient_id", "ingredients.id")
    .select(({ fn }) => fn.countAll<number>().as("count")).executeTakeFirstOrThrow();
  assert.equal(count, 1);
  assert.deepEqual(await reader.selectFrom("access_tokens").selectAll().execute(), []);
  const nowhere = viewOf(database, []).reader;
  assert.deepEqual(await nowhere.selectFrom("locations").selectAll().execute(), []);
});

onEveryEngine("a view changes only rows of its locations", async (engine) => {
  await using place = await engine.place();
  await using database = await engine.open(place.url);
  await twoLocations(database);
  const view = viewOf(database, ["here"]);
  await database.write(async (writer) => {
    const narrow = view.narrow(writer);
    await narrow.updateTable("stock").set({ on_hand: 7 }).returning("location_id").execute();
    await narrow.updateTable("stock").set({ on_hand: 9 }).where("location_id", "=", "there")
      .execute();
  });
  assert.deepEqual(await onHand(database), { here: 7, there: 2 });
  assert.deepEqual(view.seen.locations, new Set(["here"]));
  await database.write(async (writer) => {
    await view.narrow(writer).deleteFrom("stock").execute();
  });
  assert.deepEqual(await onHand(database), { there: 2 });
});

onEveryEngine(
  "an aborted view asks nothing more and its transaction is taken back",
  async (engine) => {
    await using place = await engine.place();
    await using database = await engine.open(place.url);
    await twoLocations(database);
    const given = new AbortController();
    const view = database.view({ locations: null, signal: given.signal });
    const writing = database.write(async (writer) => {
      const narrow = view.narrow(writer);
      await narrow.updateTable("stock").set({ on_hand: 5 }).execute();
      given.abort(new Error("gone"));
      await narrow.updateTable("stock").set({ on_hand: 6 }).execute();
    });
    await assert.rejects(writing, /gone/);
    await assert.rejects(view.reader.selectFrom("stock").selectAll().execute(), /gone/);
    assert.deepEqual(await onHand(database), { here: 1, there: 2 });
  },
);

function viewOf(database: Database, locations: readonly string[]) {
  return database.view({ locations, signal: new AbortController().signal });
}

async function onHand(database: Database): Promise<Record<string, number>> {
  const rows = await database.reader.selectFrom("stock").select(["location_id", "on_hand"])
    .execute();
  return Object.fromEntries(rows.map(({ location_id, on_hand }) => [location_id, on_hand]));
}

async function twoLocations(database: Database): Promise<void> {
  await database.write(async (writer) => {
    for (const id of ["here", "there"]) {
      await writer.insertInto("locations").values({
        id,
        name: id,
        time_zone: "UTC",
        currency: "USD",
        business_day_start: 240,
        created_at: AT,
      }).execute();
    }
    await writer.insertInto("ingredients").values({
      id: "FLOUR001",
      name: "Flour",
      unit: "g",
      pack_size: 1000,
      pack_cost: 100,
      currency: "USD",
      supplier: "Mill",
      lead_time_days: 1,
      delivery_interval_days: 7,
    }).execute();
    for (const [index, location_id] of ["here", "there"].entries()) {
      await writer.insertInto("stock").values({
        location_id,
        ingredient_id: "FLOUR001",
        on_hand: index + 1,
        par_level: 0,
        reorder_point: 0,
      }).execute();
    }
  });
}
