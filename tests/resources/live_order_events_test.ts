import assert from "node:assert/strict";
import { recordEvents } from "../../src/restaurant/journal/outbox.ts";
import { readResource, testRegistry } from "../support/calls.ts";
import { type Engine, onEveryEngine, SQLITE } from "../support/engines.ts";
import { openRestaurant, WRITTEN_AT } from "../support/sales.ts";
import { seeStatements } from "../support/statements.ts";

/** A restaurant with as many events at each of some places; null is the house. */
async function openWithEvents(engine: Engine, places: readonly (string | null)[], each: number) {
  const database = await openRestaurant(engine);
  const events = places.flatMap((location_id) =>
    Array.from({ length: each }, (_, i) => ({
      kind: "stock_changed" as const,
      subject_id: `ITEM${i}`,
      location_id,
      business_date: null,
    }))
  );
  await database.write((writer) => recordEvents(writer, events, WRITTEN_AT));
  return database;
}

type Registry = ReturnType<typeof testRegistry>;

async function readPage(registry: Registry, since: string) {
  const page: {
    cursor: string;
    more: boolean;
    events: { sequence: number; location_id: string | null }[];
  } = JSON.parse(await readResource(registry, `restaurant://live_orders?since=${since}`));
  return page;
}

onEveryEngine(
  "a client that was away reads on, page by page, and misses nothing",
  async (engine) => {
    await using database = await openWithEvents(engine, [null], 450);
    const registry = testRegistry(database);
    const seen: number[] = [];
    for (let since = "0", more = true; more;) {
      const page = await readPage(registry, since);
      seen.push(...page.events.map(({ sequence }) => sequence));
      ({ cursor: since, more } = page);
    }
    assert.deepEqual(seen, Array.from({ length: 450 }, (_, i) => i + 1));
  },
);

onEveryEngine("of several locations, too, each event once and in its order", async (engine) => {
  const places = ["downtown", null, "harbour"];
  await using database = await openWithEvents(engine, places, 70);
  const registry = testRegistry(database);
  const seen: Record<string, number[]> = {};
  let pages = 0;
  for (let since = "0", more = true; more; pages++) {
    const page = await readPage(registry, since);
    for (const { location_id, sequence } of page.events) {
      (seen[`${location_id}`] ??= []).push(sequence);
    }
    ({ cursor: since, more } = page);
  }
  assert.ok(pages > 2, `${pages}`);
  const all = Array.from({ length: 70 }, (_, i) => i + 1);
  assert.deepEqual(seen, { downtown: all, null: all, harbour: all });
});

Deno.test("a cursor of another restaurant is refused, with what to do", async () => {
  await using database = await openWithEvents(SQLITE, ["downtown"], 2);
  await using other = await openWithEvents(SQLITE, ["downtown"], 3);
  const { cursor } = await readPage(testRegistry(other), "0");
  const registry = testRegistry(database);
  for (const since of [cursor, "3", "nonsense", ""]) {
    await assert.rejects(readPage(registry, since), /Read restaurant:\/\/live_orders/);
  }
});

onEveryEngine("how far the events are is read once", async (engine) => {
  await using database = await openRestaurant(engine);
  const registry = testRegistry(database);
  const { cursor } = JSON.parse(await readResource(registry, "restaurant://live_orders"));
  using seen = seeStatements();
  await readResource(registry, `restaurant://live_orders?since=${cursor}`);
  const counters = seen.texts.filter((text) => text.includes('from "location_counters"'));
  // And once how far they were removed.
  assert.equal(counters.length, 2, counters.join("\n"));
});
