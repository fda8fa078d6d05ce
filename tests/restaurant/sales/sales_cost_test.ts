import assert from "node:assert/strict";
import { addCalendarEntries } from "../../../src/restaurant/locations/calendar.ts";
import { setOpeningHours } from "../../../src/restaurant/locations/opening_hours.ts";
import { writeSales } from "../../../src/restaurant/sales/write_sales.ts";
import { LOCAL } from "../../../src/security/principal.ts";
import type { Database } from "../../../src/storage/database.ts";
import { callTool, testRegistry } from "../../support/calls.ts";
import { type Engine, onEveryEngine, POSTGRES, SQLITE } from "../../support/engines.ts";
import { fillFloor } from "../../support/floor.ts";
import { seeStatements } from "../../support/statements.ts";
import {
  DOWNTOWN,
  HARBOUR,
  line,
  moment,
  newSales,
  order,
  refund,
  WRITTEN_AT,
} from "../../support/sales.ts";

/** Queries of an answer with a cached background. More are a regression. */
const MOST = [
  { name: "a day", args: { date: "2026-12-10" }, most: 3 },
  { name: "a day without data", args: { date: "2026-12-07" }, most: 4 },
  { name: "a day by item", args: { date: "2026-12-10", group_by: "item" }, most: 9 },
  {
    name: "a day and the one before",
    args: { date: "2026-12-10", compare_to: "previous_week" },
    most: 3,
  },
  { name: "three weeks", args: { date: "2026-11-20", end_date: "2026-12-10" }, most: 4 },
  { name: "a year", args: { date: "2025-12-11", end_date: "2026-12-10" }, most: 6 },
  {
    name: "ten years by item, off the main thread",
    args: { date: "2016-12-11", end_date: "2026-12-10", group_by: "item" },
    most: 11,
  },
];

/** Thirty days with an order at each location, but no Mondays. */
const ORDERS = [DOWNTOWN, HARBOUR].flatMap((place) =>
  Array.from({ length: 30 }, (_, index) => {
    const date = Temporal.PlainDate.from("2026-11-15").add({ days: index });
    if (date.dayOfWeek === 1) return [];
    const id = `${place.id.slice(0, 5).toUpperCase()}${String(index).padStart(3, "0")}`;
    const opened = moment(`${date}T12:00`, place);
    return [order({ id, location_id: place.id, opened, lines: [line({ gross: 10_00 })] })];
  }).flat()
);

async function open(engine: Engine, url: string): Promise<Database> {
  const database = await fillFloor(await engine.open(url));
  await database.write((writer) => writeSales(writer, newSales(ORDERS, []), WRITTEN_AT));
  return database;
}

async function missing(database: Database, date: string, locations: string[] | null = null) {
  const registry = testRegistry(database);
  const { isError, text, structured } = await callTool(
    registry,
    "get_sales_data",
    { date },
    { ...LOCAL, locations },
  );
  assert.equal(isError, false, text);
  return structured.missing;
}

onEveryEngine("an answer about sales asks few questions", async (engine) => {
  await using place = await engine.place();
  await using database = await open(engine, place.url);
  const registry = testRegistry(database);
  for (const { name, args, most } of MOST) {
    await callTool(registry, "get_sales_data", args);
    using seen = seeStatements();
    const { isError, text } = await callTool(registry, "get_sales_data", args);
    assert.equal(isError, false, text);
    const queries = seen.texts.filter((text) => /^(?:select|with)/.test(text));
    assert.ok(queries.length <= most, `${name}: ${queries.length}\n${queries.join("\n")}`);
    assert.equal(new Set(queries).size, queries.length, name);
  }
});

Deno.test("a day whose background is kept costs two statements of SQLite: its figures, and whether anyone committed", async () => {
  await using place = await SQLITE.place();
  await using database = await open(SQLITE, place.url);
  const registry = testRegistry(database);
  for (const caller of [LOCAL, { ...LOCAL, id: "token:LIMITED0", locations: ["harbour"] }]) {
    const ask = (date: string) => callTool(registry, "get_sales_data", { date }, caller);
    await ask("2026-12-10");
    using seen = seeStatements();
    await ask("2026-12-11");
    const [first = "", second = "", ...others] = seen.texts;
    assert.equal(first, "pragma data_version");
    assert.match(second, /^select .* from "sales_rollups"/);
    assert.deepEqual(others, []);
  }
});

onEveryEngine("an answer knows the hours, the calendar and the sales of now", async (engine) => {
  await using place = await engine.place();
  await using database = await open(engine, place.url);
  const { write } = database;
  const monday = "2026-12-07";
  assert.deepEqual(await missing(database, monday), []);
  const weekday = { weekday: 1, opens: 600, closes: 1200 };
  await write((writer) => setOpeningHours(writer, "downtown", [weekday]));
  const gap = "downtown: no sales on 2026-12-07, closed or not imported.";
  assert.deepEqual(await missing(database, monday), [gap]);
  const days = { date: monday, end_date: monday };
  const entry = { location_id: "downtown", ...days, kind: "closed", name: "Works" } as const;
  await write((writer) => addCalendarEntries(writer, [entry], WRITTEN_AT));
  assert.deepEqual(await missing(database, monday), []);
  const late = moment("2026-12-16T12:00", HARBOUR);
  const sale = order({ id: "LATE0000", location_id: "harbour", opened: late });
  const before = "harbour: no data after 2026-12-13, missing 2026-12-15.";
  assert.deepEqual(await missing(database, "2026-12-15", ["harbour"]), [before]);
  await write((writer) => writeSales(writer, newSales([sale], []), WRITTEN_AT));
  const within = "harbour: no sales on 2026-12-15, closed or not imported.";
  assert.deepEqual(await missing(database, "2026-12-15", ["harbour"]), [within]);
});

onEveryEngine("a value cached for one caller is not shown to another", async (engine) => {
  await using place = await engine.place();
  await using database = await open(engine, place.url);
  const entry = {
    date: "2026-12-10",
    end_date: "2026-12-20",
    kind: "closed",
    name: "Works",
  } as const;
  await database.write((writer) =>
    addCalendarEntries(writer, [{ ...entry, location_id: "downtown" }], WRITTEN_AT)
  );
  const gap = "no data after 2026-12-13, missing 2026-12-16.";
  assert.deepEqual(await missing(database, "2026-12-16", ["harbour"]), [`harbour: ${gap}`]);
  assert.deepEqual(await missing(database, "2026-12-16", ["downtown"]), []);
  assert.deepEqual(await missing(database, "2026-12-16"), [`harbour: ${gap}`]);
});

Deno.test("a calendar changed through one replica is known to the others", async () => {
  await using at = await POSTGRES.place();
  await using one = await open(POSTGRES, at.url);
  await using other = await POSTGRES.open(at.url);
  const day = "2026-12-16";
  assert.equal((await missing(other, day) as string[]).length, 1);
  const entries = ["downtown", "harbour"].map((location_id) =>
    ({ location_id, date: day, end_date: day, kind: "closed", name: "Works" }) as const
  );
  await one.write((writer) => addCalendarEntries(writer, entries, WRITTEN_AT));
  assert.deepEqual(await missing(other, day), []);
});

onEveryEngine(
  "a day with nothing but a refund has its data in a long period, too",
  async (engine) => {
    await using place = await engine.place();
    await using database = await open(engine, place.url);
    const refunded = moment("2026-12-07T12:00", DOWNTOWN);
    const back = refund({ id: "REFUND01", order_id: null, refunded });
    await database.write(async (writer) => {
      const all = [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, opens: 600, closes: 1200 }));
      await setOpeningHours(writer, "downtown", all);
      await writeSales(writer, newSales([], [back]), WRITTEN_AT);
    });
    const registry = testRegistry(database);
    const months = { date: "2026-06-01", end_date: "2026-12-13", location: "downtown" };
    const { structured } = await callTool(registry, "get_sales_data", months);
    assert.deepEqual(structured.missing, [
      "downtown: no data before 2026-11-15.",
      "downtown: no sales on 2026-11-16, 2026-11-23, 2026-11-30, closed or not imported.",
    ]);
  },
);
