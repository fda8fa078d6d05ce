import assert from "node:assert/strict";
import { recordEvents } from "../../src/restaurant/journal/outbox.ts";
import { readResource, testRegistry } from "../support/calls.ts";
import { onEveryEngine } from "../support/engines.ts";
import { makeOlderDatabase } from "../support/older_database.ts";
import { oldLocation } from "../support/older_rows.ts";

/** The last migration before locations had numbers of their own. */
const LAST = "0027_levels_of_counts";

const AT = "2026-12-30T12:00:00Z";

/** Events 4 to 9, by turns of two locations and of all; three were removed. */
const PLACES = ["'downtown'", "'harbour'", "null"];
const OLD_ROWS = [
  ...["downtown", "harbour"].map(oldLocation),
  ...[4, 5, 6, 7, 8, 9].map((sequence) =>
    `insert into events (sequence, kind, subject_id, location_id, business_date, happened_at, details)
      values (${sequence}, 'stock_changed', 'OLD${sequence}', ${PLACES[sequence % 3]}, null,
        '2026-12-30T12:00:0${sequence}Z', '{"old":true}')`
  ),
  `insert into counters values ('events', 9), ('events_removed', 3), ('turn:import', 2)`,
  `insert into rollup_shapes (shape, is_built, after_event, location_id, month)
    values ('1: day', 1, 7, '', '')`,
];

onEveryEngine(
  "events and cursors from before locations had numbers of their own go on",
  async (engine) => {
    await using place = await engine.emptyPlace();
    await makeOlderDatabase(engine, place.url, { last: LAST, statements: OLD_ROWS });
    await using database = await engine.open(place.url);
    const registry = testRegistry(database);
    const read = async (since: string) =>
      JSON.parse(await readResource(registry, `restaurant://live_orders?since=${since}`));
    const subjects = (page: { events: { subject_id: string }[] }) =>
      page.events.map(({ subject_id }) => subject_id);
    const old = await read("6");
    assert.deepEqual([subjects(old), old.more], [["OLD7", "OLD8", "OLD9"], false]);
    assert.ok("read_anew" in await read("2"));
    assert.deepEqual(subjects(await read("3")), ["OLD4", "OLD5", "OLD6", "OLD7", "OLD8", "OLD9"]);

    const news = (subject_id: string, location_id: string | null) => ({
      ...{ kind: "stock_changed" as const, subject_id, location_id, business_date: null },
    });
    await database.write((writer) =>
      writer.insertInto("locations").values({
        ...{ id: "airport", name: "Airport", time_zone: "UTC", currency: "USD" },
        ...{ business_day_start: 240, created_at: AT },
      }).execute()
    );
    const added = [
      ...[news("A", "downtown"), news("B", "downtown"), news("C", null), news("D", "airport")],
    ];
    await database.write((writer) => recordEvents(writer, added, "2026-12-31T12:00:00Z"));
    const all = await read("8");
    assert.deepEqual(subjects(all), ["OLD9", "C", "D", "A", "B"]);
    const numbers = all.events.map((event: { location_id: string | null; sequence: number }) =>
      `${event.location_id} ${event.sequence}`
    );
    assert.deepEqual(numbers, [
      "downtown 9",
      "null 10",
      "airport 10",
      "downtown 10",
      "downtown 11",
    ]);
    assert.deepEqual(subjects(await read(old.cursor)), ["C", "D", "A", "B"]);
    assert.deepEqual(subjects(await read(all.cursor)), []);
    await assert.rejects(read("10"), /no cursor of this restaurant/);

    const shape = await database.reader.selectFrom("rollup_shapes").selectAll()
      .executeTakeFirstOrThrow();
    assert.equal(shape.after_events, "7");
    const counters = await database.reader.selectFrom("counters").select("name").execute();
    assert.deepEqual(counters.map(({ name }) => name), ["turn:import"]);
  },
);

onEveryEngine("old events are read page by page before there are new ones", async (engine) => {
  await using place = await engine.emptyPlace();
  const statements = [
    ...["downtown", "harbour"].map(oldLocation),
    ...Array.from(
      { length: 200 },
      (_, index) =>
        `insert into events (sequence, kind, subject_id, location_id, business_date, happened_at, details)
        values (${index + 1}, 'stock_changed', 'OLD${index + 1}', ${PLACES[index % 3]}, null,
          '${AT}', '{}')`,
    ),
    `insert into counters values ('events', 200)`,
  ];
  await makeOlderDatabase(engine, place.url, { last: LAST, statements });
  await using database = await engine.open(place.url);
  const registry = testRegistry(database);
  const seen: string[] = [];
  for (let since = "0", more = true; more;) {
    const page = JSON.parse(
      await readResource(registry, `restaurant://live_orders?since=${since}`),
    );
    seen.push(...page.events.map((event: { subject_id: string }) => event.subject_id));
    assert.ok(seen.length <= 200, "an event is told twice");
    ({ cursor: since, more } = page);
  }
  assert.equal(new Set(seen).size, 200);
});
