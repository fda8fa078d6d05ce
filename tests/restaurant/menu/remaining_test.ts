import assert from "node:assert/strict";
import { lastEvents, readEvents } from "../../../src/restaurant/journal/outbox.ts";
import { readAvailability } from "../../../src/restaurant/menu/availability.ts";
import {
  type Portions,
  returnRemaining,
  takeRemaining,
} from "../../../src/restaurant/menu/remaining.ts";
import { setAvailability } from "../../../src/restaurant/menu/set_availability.ts";
import type { Database } from "../../../src/storage/database.ts";
import { type Engine, onEveryEngine } from "../../support/engines.ts";
import { addRestaurant, openRestaurant, WRITTEN_AT } from "../../support/sales.ts";

const BURGERS = (count: number): Portions => ({ menu_item_id: "BURGER00", count });
const SALADS = (count: number): Portions => ({ menu_item_id: "SALAD000", count });
const COLAS = (count: number): Portions => ({ menu_item_id: "COLA0000", count });

/** Downtown: ten burgers, no salad, any number of colas. */
async function limit(database: Database): Promise<void> {
  const base = { location_ids: ["downtown"], actor: "client" };
  await database.write(async (writer) => {
    const burgers = { ...base, menu_item_id: "BURGER00", state: "limited", remaining: 10 } as const;
    await setAvailability(writer, burgers, WRITTEN_AT);
    const salads = { ...base, menu_item_id: "SALAD000", state: "out_of_stock" } as const;
    await setAvailability(writer, salads, WRITTEN_AT);
  });
}

async function openLimited(engine: Engine): Promise<Database> {
  const database = await openRestaurant(engine);
  await limit(database);
  return database;
}

async function left(database: Database): Promise<Record<string, unknown>> {
  const restricted = await readAvailability(database.reader, "downtown");
  return Object.fromEntries([...restricted].map(([id, { state, remaining }]) => [
    id,
    [state, remaining],
  ]));
}

const take = (database: Database, ...wanted: Portions[]) =>
  database.write((writer) => takeRemaining(writer, "downtown", wanted, WRITTEN_AT));

onEveryEngine("only items restricted at the location are listed", async (engine) => {
  await using database = await openLimited(engine);
  assert.deepEqual(await left(database), {
    BURGER00: ["limited", 10],
    SALAD000: ["out_of_stock", null],
  });
  assert.equal((await readAvailability(database.reader, "harbour")).size, 0);
  const some = await readAvailability(database.reader, "downtown", ["SALAD000", "COLA0000"]);
  assert.deepEqual([...some.keys()], ["SALAD000"]);
  assert.equal((await readAvailability(database.reader, "downtown", [])).size, 0);
});

onEveryEngine("an order takes from a limited item, down to the last portion", async (engine) => {
  await using database = await openLimited(engine);
  assert.deepEqual(await take(database, BURGERS(4), COLAS(100), BURGERS(5)), []);
  assert.deepEqual(await take(database, BURGERS(1)), []);
  assert.deepEqual((await left(database)).BURGER00, ["limited", 0]);
  assert.deepEqual(await take(database, BURGERS(1)), [{ menu_item_id: "BURGER00", remaining: 0 }]);
});

onEveryEngine(
  "if anything is short, every shortage is named and nothing is taken",
  async (engine) => {
    await using database = await openLimited(engine);
    assert.deepEqual(await take(database, BURGERS(1), SALADS(1)), [
      { menu_item_id: "SALAD000", remaining: 0 },
    ]);
    assert.deepEqual(await take(database, BURGERS(6), SALADS(1), BURGERS(5)), [
      { menu_item_id: "BURGER00", remaining: 10 },
      { menu_item_id: "SALAD000", remaining: 0 },
    ]);
    assert.deepEqual((await left(database)).BURGER00, ["limited", 10]);
  },
);

onEveryEngine(
  "portions return to limited items, and make no other item limited",
  async (engine) => {
    await using database = await openLimited(engine);
    await take(database, BURGERS(10));
    await database.write((writer) =>
      returnRemaining(writer, "downtown", [BURGERS(1), SALADS(1), COLAS(1), BURGERS(2)], WRITTEN_AT)
    );
    assert.deepEqual(await left(database), {
      BURGER00: ["limited", 3],
      SALAD000: ["out_of_stock", null],
    });
  },
);

onEveryEngine(
  "events are recorded for the last portion and the first one again, none between",
  async (engine) => {
    await using database = await openLimited(engine);
    const before = await lastEvents(database.reader);
    await take(database, BURGERS(4));
    await take(database, BURGERS(6));
    for (const count of [2, 3]) {
      await database.write((writer) =>
        returnRemaining(writer, "downtown", [BURGERS(count)], WRITTEN_AT)
      );
    }
    const { events: told } = await readEvents(database.reader, before, 10);
    assert.deepEqual(
      told.map(({ kind, subject_id, location_id, details }) => {
        return [kind, subject_id, location_id, details.remaining];
      }),
      [
        ["availability_changed", "BURGER00", "downtown", 0],
        ["availability_changed", "BURGER00", "downtown", 2],
      ],
    );
  },
);

onEveryEngine("a hundred who want the last ten get ten", async (engine) => {
  await using place = await engine.place();
  await using database = await engine.open(place.url);
  await database.write(addRestaurant);
  await limit(database);
  const answers = await Promise.all(
    Array.from({ length: 100 }, () => take(database, BURGERS(1))),
  );
  assert.equal(answers.filter((short) => short.length === 0).length, 10);
  assert.deepEqual((await left(database)).BURGER00, ["limited", 0]);
});
