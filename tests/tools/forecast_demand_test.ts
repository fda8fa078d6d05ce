import assert from "node:assert/strict";
import { addCalendarEntries } from "../../src/restaurant/locations/calendar.ts";
import { setOpeningHours } from "../../src/restaurant/locations/opening_hours.ts";
import { parseHours } from "../../src/restaurant/locations/parse_hours.ts";
import type { Order } from "../../src/restaurant/orders/model/order.ts";
import { writeSales } from "../../src/restaurant/sales/write_sales.ts";
import { LOCAL } from "../../src/security/principal.ts";
import type { Database } from "../../src/storage/database.ts";
import { dateOfDay, dayNumber, weekdayOf } from "../../src/values/day_number.ts";
import { callTool, noon, requestContext, testRegistry } from "../support/calls.ts";
import { type Engine, onEveryEngine } from "../support/engines.ts";
import { BEEF, move, openKitchen } from "../support/pantry.ts";
import { line, menuItem, moment, newSales, order, SALAD, WRITTEN_AT } from "../support/sales.ts";

type Args = Readonly<Record<string, unknown>>;

interface Day {
  readonly date: string;
  readonly orders: number;
  readonly orders_low: number | null;
  readonly orders_high: number | null;
  readonly net: number;
  readonly net_low: number | null;
  readonly net_high: number | null;
  readonly units?: number;
  readonly note?: string;
}

/** The clock of the tests is at noon UTC of 31 December, a Thursday. */
const LAST = dayNumber("2026-12-30");
/** Orders by weekday, Monday first; on Tuesdays the location is closed. */
const ORDERS = [2, 0, 3, 3, 5, 6, 4];

/** A burger for 5.00 at noon and, in every second order, a salad for 4.00 in the evening. */
function ordersOn(day: number, count: number): Order[] {
  const date = dateOfDay(day);
  return Array.from({ length: count }, (_, i) =>
    order({
      id: `D${day}${String(i).padStart(2, "0")}`,
      number: String(i),
      opened: moment(`${date}T${i % 2 === 0 ? "12" : "19"}:30`),
      lines: i % 2 === 0 ? [line()] : [line(), line({ ...SALAD, gross: 4_00 })],
    }));
}

async function openHistory(engine: Engine, weeks = 12): Promise<Database> {
  const database = await openKitchen(engine);
  const days = Array.from({ length: weeks * 7 }, (_, i) => LAST - i);
  const orders = days.flatMap((day) => ordersOn(day, ORDERS[weekdayOf(day)] ?? 0));
  await database.write((writer) => writeSales(writer, newSales(orders), WRITTEN_AT));
  return database;
}

async function ask(database: Database, args: Args = {}, clock = noon) {
  const { structured, text, isError } = await callTool(
    testRegistry(database, { clock }),
    "forecast_demand",
    { location: "downtown", horizon_days: 7, ...args },
  );
  return { structured, text, isError, days: (structured["days"] ?? []) as readonly Day[] };
}

onEveryEngine("weeks that repeat are expected to go on, today first", async (engine) => {
  await using database = await openHistory(engine);
  const { days, text } = await ask(database);
  assert.deepEqual(days.map(({ date, orders }) => [date, orders]), [
    ["2026-12-31", 3],
    ["2027-01-01", 5],
    ["2027-01-02", 6],
    ["2027-01-03", 4],
    ["2027-01-04", 2],
    ["2027-01-05", 0],
    ["2027-01-06", 3],
  ]);
  assert.match(days[1]?.note ?? "", /New Year/);
  assert.equal(days[5]?.note, "closed: closed on Tuesdays");
  assert.deepEqual([days[5]?.orders_low, days[5]?.net], [null, 0]);
  assert.match(text, /over the last 8 weeks it was off by [\d.]+ %/);
});

onEveryEngine(
  "days closed by the calendar or the opening hours have no forecast",
  async (engine) => {
    await using database = await openHistory(engine);
    await database.write(async (writer) => {
      await addCalendarEntries(writer, [{
        location_id: "downtown",
        date: "2027-01-01",
        end_date: "2027-01-02",
        kind: "closed",
        name: "Kitchen works",
      }], WRITTEN_AT);
      await setOpeningHours(writer, "downtown", parseHours("tue-sun 11:00-22:00"));
    });
    const { days } = await ask(database);
    assert.deepEqual(days.map(({ orders }) => orders), [3, 0, 0, 4, 0, 0, 3]);
    assert.equal(days[1]?.note, "closed: Kitchen works");
    assert.equal(days[4]?.note, "closed: closed by its opening hours");
  },
);

onEveryEngine(
  "an event has about its past effect, and does not count as an ordinary day",
  async (engine) => {
    await using database = await openHistory(engine, 20);
    const fair = LAST - 35;
    const more = ordersOn(fair, 9).map((one) => ({ ...one, id: `F${one.id.slice(1)}` }));
    await database.write(async (writer) => {
      await writeSales(writer, newSales(more), WRITTEN_AT);
      const event = { location_id: "downtown", kind: "event", name: "Street fair" } as const;
      const past = dateOfDay(fair);
      await addCalendarEntries(writer, [
        { ...event, date: past, end_date: past },
        { ...event, date: "2027-01-06", end_date: "2027-01-06" },
      ], WRITTEN_AT);
    });
    const { days } = await ask(database);
    // Wednesday: 3 as ever, 12 at the fair; the factor 4 is drawn half way towards 1: 2, so 6.
    assert.equal(days.at(-1)?.orders, 6);
    assert.equal(days.at(-1)?.note, "Street fair");
  },
);

onEveryEngine("an item's units by day", async (engine) => {
  await using database = await openHistory(engine);
  const { days } = await ask(database, { item: "salad" });
  const salads = days.reduce((sum, { units = 0 }) => sum + units, 0);
  // Of 23 orders a week 10 have a salad: 1, 1, 1, 2, 3 and 2 of them.
  assert.ok(Math.abs(salads - 10) < 1, `${salads}`);
  assert.deepEqual((await ask(database, { item: "sal" })).days, days);
  const unknown = await ask(database, { item: "Saladd" });
  assert.equal(unknown.structured["error_code"], "NOT_FOUND");
  assert.match(unknown.text, /Perhaps Salad \(SALAD000\)/);
});

onEveryEngine("of two items with one name neither is taken for the other", async (engine) => {
  await using database = await openHistory(engine);
  const twin = { menu_item_id: "SALAD001", name: "SALAD", category: "Starters" };
  await database.write((writer) =>
    writer.insertInto("menu_items").values(menuItem(twin)).execute()
  );
  const { structured, text } = await ask(database, { item: "Salad" });
  assert.equal(structured["error_code"], "INVALID_INPUT");
  assert.match(text, /item: 'Salad' may be .*SALAD00[01].*SALAD00[01]/);
  const { days } = await ask(database, { item: "SALAD000" });
  assert.ok(days.some(({ units = 0 }) => units > 0));
});

onEveryEngine("what to prepare, and what runs out when", async (engine) => {
  await using database = await openHistory(engine);
  await move(database, BEEF.id, 10 * 150_000);
  const { structured } = await ask(database);
  const tables = structured["tables"] as readonly {
    readonly title: string;
    readonly rows: readonly (readonly unknown[])[];
  }[];
  const table = (title: RegExp) => tables.find((one) => title.test(one.title))?.rows ?? [];
  // 3 burgers today, 5 and then 6: the eleventh is not there on the third day.
  assert.deepEqual(
    table(/Runs out/).map(([name, , day, , , , delivery]) => [name, day, delivery]),
    [
      ["Beef", "2027-01-02", "2027-01-02"],
    ],
  );
  assert.deepEqual(table(/Prepare for 2026-12-31/).map(([name]) => name), [
    "Cheeseburger",
    "Salad",
  ]);
  const ingredients = table(/Ingredients for 2026-12-31/).map(([name]) => String(name));
  assert.deepEqual(ingredients.toSorted(), ["Beef", "Buns", "Lettuce"]);
  assert.deepEqual(table(/Orders by daypart/).map(([name]) => name), ["lunch", "dinner"]);
  const [burgers] = table(/Units by item/);
  assert.deepEqual(burgers?.slice(0, 2), ["Cheeseburger", "BURGER00"]);
});

onEveryEngine("today's sales so far change nothing", async (engine) => {
  await using database = await openHistory(engine);
  const before = await ask(database);
  const rush = ordersOn(LAST + 1, 40).map((one) => ({
    ...one,
    opened: moment("2026-12-31T06:00"),
  }));
  await database.write((writer) => writeSales(writer, newSales(rush), WRITTEN_AT));
  assert.deepEqual((await ask(database)).structured, before.structured);
});

onEveryEngine("with little history it says what it cannot know yet", async (engine) => {
  await using database = await openHistory(engine, 4);
  const { text, days } = await ask(database);
  // The weeks repeat exactly; three trials are not enough to promise that.
  const [, friday] = days;
  assert.ok(friday && (friday.net_low ?? Infinity) < 0.95 * friday.net, `${friday?.net_low}`);
  assert.ok(friday && (friday.net_high ?? 0) > 1.05 * friday.net, `${friday?.net_high}`);
  assert.match(text, /too short to try it on a past week, so its error is not known/);
  assert.match(text, /Only 18 past errors support the intervals: they are rough/);
  assert.doesNotMatch(text, /off by n\/a/);
  await using later = await openHistory(engine, 6);
  assert.match((await ask(later)).text, /on the 1[0-9] days that could be tried it was off by/);
});

onEveryEngine(
  "a new place that never opened on a Tuesday is closed on Tuesdays",
  async (engine) => {
    await using database = await openHistory(engine, 3);
    const { days } = await ask(database);
    const tuesday = days.find(({ date }) => date === "2027-01-05");
    assert.deepEqual([tuesday?.orders, tuesday?.note], [0, "closed: closed on Tuesdays"]);
  },
);

onEveryEngine("too little history is refused, and says what is needed", async (engine) => {
  await using database = await openHistory(engine, 2);
  const { isError, structured } = await ask(database);
  assert.ok(isError);
  assert.match(String(structured["message"]), /has 12 finished days with sales; .* at least 14/);
});

onEveryEngine(
  "a history that ended long ago is continued from its end, and that is said",
  async (engine) => {
    await using database = await openHistory(engine);
    await database.write((writer) =>
      writer.deleteFrom("sales_rollups").where("business_date", ">", "2026-12-06").execute()
    );
    const { structured, text } = await ask(database);
    assert.equal(structured["date"], "2026-12-07");
    assert.match(text, /Sales end on 2026-12-06/);
  },
);

onEveryEngine("a caller who gave up gets no forecast", async (engine) => {
  await using database = await openHistory(engine);
  const { tools } = testRegistry(database);
  const tool = tools.find(({ definition: { name } }) => name === "forecast_demand");
  assert.ok(tool);
  const gone = AbortSignal.abort();
  const { isError } = await tool.call(
    { location: "downtown", horizon_days: 7 },
    LOCAL,
    requestContext(gone),
  );
  assert.equal(isError, true);
});
