import assert from "node:assert/strict";
import { type NewEvent, readEvents, recordEvents } from "../../../src/restaurant/journal/outbox.ts";
import { numberAt } from "../../../src/storage/location_counters.ts";
import { HOUSE } from "../../../src/storage/schema/house.ts";
import type { Database, Reader } from "../../../src/storage/database.ts";
import { onEveryEngine, POSTGRES } from "../../support/engines.ts";
import { allEvents, assertNumbered, START } from "../../support/events.ts";
import { openRestaurant, WRITTEN_AT } from "../../support/sales.ts";

function event(subject_id: string, location_id: string | null = "downtown"): NewEvent {
  return {
    kind: "order_received",
    subject_id,
    location_id,
    business_date: "2026-12-31",
    details: { total: 5 },
  };
}

function record(database: Database, ...events: NewEvent[]): Promise<void> {
  return database.write((writer) => recordEvents(writer, events, WRITTEN_AT));
}

/** Each event as its location, number and subject. */
async function shown(reader: Reader) {
  return (await allEvents(reader)).map(({ location_id, sequence, subject_id }) =>
    `${location_id} ${sequence} ${subject_id}`
  );
}

onEveryEngine(
  "each location numbers its events without a gap, also after a transaction that failed",
  async (engine) => {
    await using database = await openRestaurant(engine);
    await record(database, event("A"), event("B", "harbour"), event("C"), event("D", null));
    await assert.rejects(database.write(async (writer) => {
      await recordEvents(writer, [event("LOST"), event("LOST", "harbour")], WRITTEN_AT);
      throw new Error("taken back");
    }));
    await record(database);
    await record(database, event("E", "harbour"), event("F", null), event("G"));
    assert.deepEqual((await shown(database.reader)).sort(), [
      ...["downtown 1 A", "downtown 2 C", "downtown 3 G"],
      ...["harbour 1 B", "harbour 2 E", "null 1 D", "null 2 F"],
    ]);
  },
);

onEveryEngine(
  "a caller of one location has its events and those of the house, without a gap",
  async (engine) => {
    await using database = await openRestaurant(engine);
    for (const location of ["downtown", "harbour", null, "harbour", "downtown"]) {
      await record(database, event("A", location));
    }
    const signal = new AbortController().signal;
    const { reader } = database.view({ locations: ["downtown"], signal });
    assert.deepEqual((await shown(reader)).sort(), ["downtown 1 A", "downtown 2 A", "null 1 A"]);
    const { next } = await readEvents(reader, START, 10);
    assert.deepEqual([...next.own].sort(), [[HOUSE, 1], ["downtown", 2]]);
  },
);

onEveryEngine("a reader resumes where it stopped, in bounded batches", async (engine) => {
  await using database = await openRestaurant(engine);
  await record(database, event("A"), event("B"), event("C"), event("D", "harbour"));
  const first = await readEvents(database.reader, START, 1);
  const second = await readEvents(database.reader, first.next, 1);
  assert.deepEqual({ ...second.events[0] }, {
    ...event("B"),
    sequence: 2,
    happened_at: WRITTEN_AT,
  });
  const rest = await readEvents(database.reader, second.next, 2);
  assert.deepEqual(rest.events.map(({ subject_id }) => subject_id), ["C", "D"]);
  assert.deepEqual([first.isLast, second.isLast, rest.isLast], [false, false, true]);
  const nothing = await readEvents(database.reader, rest.next, 1);
  assert.deepEqual(nothing, { events: [], next: rest.next, isLast: true });
});

onEveryEngine(
  "events of several locations come oldest first, and those of each in their order",
  async (engine) => {
    await using database = await openRestaurant(engine);
    const at = async (minute: number, subject: string, location: string) => {
      const time = `2026-12-31T12:0${minute}:00Z`;
      await database.write((writer) => recordEvents(writer, [event(subject, location)], time));
    };
    await at(5, "A", "harbour");
    await at(1, "B", "downtown");
    // Begun before A and committed after it.
    await at(2, "C", "harbour");
    await at(3, "D", "downtown");
    const seen: string[] = [];
    for (let after = START, isLast = false; !isLast;) {
      const page = await readEvents(database.reader, after, 3);
      seen.push(...page.events.map(({ subject_id }) => subject_id));
      ({ next: after, isLast } = page);
    }
    assert.deepEqual(seen, ["B", "D", "A", "C"]);
  },
);

Deno.test("on a server a writer of one location does not wait for one of another", async () => {
  await using database = await openRestaurant(POSTGRES);
  const isHeld = Promise.withResolvers<void>();
  const isWritten = Promise.withResolvers<void>();
  const slow = database.write(async (writer) => {
    await writer.insertInto("location_counters")
      .values({ location_id: "harbour", name: "events", value: 0 }).execute();
    isHeld.resolve();
    await isWritten.promise;
    await recordEvents(writer, [event("SLOW", "harbour")], WRITTEN_AT);
  });
  await isHeld.promise;
  await record(database, event("FAST"));
  isWritten.resolve();
  await slow;
  assert.deepEqual((await shown(database.reader)).sort(), ["downtown 1 FAST", "harbour 1 SLOW"]);
});

Deno.test("on a server each of many writers has numbers of its own", async () => {
  await using database = await openRestaurant(POSTGRES);
  const places = ["downtown", "harbour", null];
  const two = (index: number) => [0, 1].map((more) => places[(index + more) % 3] ?? null);
  await Promise.all(
    Array.from(
      { length: 60 },
      (_, index) => record(database, ...two(index).map((location) => event(`${index}`, location))),
    ),
  );
  const { events, next } = await readEvents(database.reader, START, 1000);
  assert.equal(events.length, 120);
  assertNumbered(events);
  for (const place of places) {
    const own = events.filter(({ location_id }) => location_id === place);
    assert.equal(numberAt(next, place ?? HOUSE), own.length);
  }
});
