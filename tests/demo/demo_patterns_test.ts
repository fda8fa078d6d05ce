import assert from "node:assert/strict";
import { readLocations } from "../../src/restaurant/locations/location.ts";
import { daypartOf } from "../../src/restaurant/sales/daypart.ts";
import type { Row } from "../../src/storage/schema/schema.ts";
import { openDemo } from "../support/demo.ts";

/*
 * Eighteen months of the demo restaurant: what a restaurant looks like from far away, and what an
 * analysis should find in it.
 */

type Rollup = Row<"sales_rollups">;

const { database: { reader }, summary } = await openDemo();
const rollups = await reader.selectFrom("sales_rollups").selectAll().execute();
const days = rollups.filter(({ dimension }) => dimension === "day");
const NEW_YORK = "orchard-street";
const LOS_ANGELES = "echo-park";

function total(
  rows: readonly Rollup[],
  figure: "transactions" | "units" | "gross" | "voids",
): number {
  return rows.reduce((sum, row) => sum + row[figure], 0);
}

/** Rollups of a dimension, by key. */
function keys(dimension: Rollup["dimension"], rows: readonly Rollup[] = rollups) {
  return Map.groupBy(rows.filter((row) => row.dimension === dimension), ({ key }) => key);
}

function at(location: string): (row: Rollup) => boolean {
  return ({ location_id }) => location_id === location;
}

/** Rollups from `from` days before 23 November 2026 until `to` days before it. */
function since(from: number, to = 0): Rollup[] {
  const today = Temporal.PlainDate.from("2026-11-23");
  const [first, last] = [from - 1, to].map((days) => today.subtract({ days }).toString());
  assert.ok(first && last);
  return rollups.filter(({ business_date }) => first <= business_date && business_date <= last);
}

function weekday({ business_date }: Rollup): number {
  return Temporal.PlainDate.from(business_date).dayOfWeek;
}

/** The share of voids in a hundred of gross sales. */
function voidPercent(rows: readonly Rollup[]): number {
  const ofDay = rows.filter(({ dimension }) => dimension === "day");
  return 100 * total(ofDay, "voids") / total(ofDay, "gross");
}

Deno.test("two locations in different time zones, eighteen months up to today", async () => {
  const locations = await readLocations(reader);
  assert.deepEqual(locations.map(({ id, time_zone }) => [id, time_zone]), [
    [LOS_ANGELES, "America/Los_Angeles"],
    [NEW_YORK, "America/New_York"],
  ]);
  assert.equal(summary.locations, 2);
  assert.equal(summary.menu_items, 47);
  assert.equal(summary.first_date, "2025-05-24");
  assert.equal(summary.last_date, "2026-11-23");
  assert.ok(summary.orders > 15_000);
});

Deno.test("closed on Thanksgiving and Christmas Day, and one location for a burst pipe", () => {
  const dates = (location: string) =>
    new Set(days.filter(at(location)).map((row) => row.business_date));
  const [york, angeles] = [dates(NEW_YORK), dates(LOS_ANGELES)];
  for (const holiday of ["2025-11-27", "2025-12-25"]) {
    assert.equal(york.has(holiday) || angeles.has(holiday), false);
  }
  assert.deepEqual([...angeles].filter((date) => !york.has(date)), ["2026-05-03", "2026-05-04"]);
  assert.equal(york.size, 549 - 4);
});

Deno.test("Friday and Saturday are strong, Monday is weak", () => {
  const orders = (day: number) => total(days.filter((row) => weekday(row) === day), "transactions");
  assert.ok(orders(5) > 1.4 * orders(1));
  assert.ok(orders(6) > orders(3));
});

Deno.test("noon and evening are the peaks; breakfast is served in Los Angeles only", () => {
  const hours = keys("hour");
  const orders = (hour: string) => total(hours.get(hour) ?? [], "transactions");
  assert.ok(orders("12") > 2 * orders("15"));
  assert.ok(orders("19") > 2 * orders("16"));
  assert.ok(orders("00") > 50 && orders("01") > 20);
  assert.equal(orders("03"), 0);
  const early = [...hours].filter(([hour]) => daypartOf(Number(hour)) === "breakfast");
  assert.deepEqual([...new Set(early.flatMap(([, rows]) => rows.map((row) => row.location_id)))], [
    LOS_ANGELES,
  ]);
});

Deno.test("late nights are on Friday and Saturday", () => {
  const late = [...keys("hour")].filter(([hour]) => hour < "04").flatMap(([, rows]) => rows);
  assert.deepEqual([...new Set(late.filter((row) => row.transactions > 0).map(weekday))].sort(), [
    5,
    6,
  ]);
});

Deno.test("three order types, each location with its own mix", () => {
  const share = (location: string, orderType: string) => {
    const types = keys("order_type", rollups.filter(at(location)));
    assert.deepEqual([...types.keys()].sort(), ["delivery", "dine_in", "takeout"]);
    const orders = total(types.get(orderType) ?? [], "transactions");
    return orders / total(days.filter(at(location)), "transactions");
  };
  assert.ok(share(NEW_YORK, "delivery") > share(LOS_ANGELES, "delivery") + 0.05);
  assert.ok(share(NEW_YORK, "dine_in") > 0.4);
});

Deno.test("business grows from year to year", () => {
  const recent = total(since(180).filter(({ dimension }) => dimension === "day"), "transactions");
  const before = total(
    since(545, 365).filter(({ dimension }) => dimension === "day"),
    "transactions",
  );
  assert.ok(recent > 1.05 * before);
});

Deno.test("a few dishes make much of the sales, and every dish is sold", () => {
  const units = [...keys("item").values()].map((rows) => total(rows, "units")).sort((a, b) =>
    b - a
  );
  const dishes = units.filter((sold) => sold > 0);
  assert.equal(dishes.length, 46);
  const half = dishes.slice(0, 15).reduce((sum, sold) => sum + sold, 0);
  assert.ok(half > 0.45 * total(days, "units"));
  assert.ok((dishes.at(0) ?? 0) > 10 * (dishes.at(-1) ?? 0));
});

Deno.test("coffee belongs to the morning, cocktails to the night", async () => {
  const rows = await reader.selectFrom("orders")
    .innerJoin("order_lines", "order_lines.order_id", "orders.id")
    .select(({ fn }) => ["local_hour", "category", fn.countAll<number>().as("lines")])
    .groupBy(["local_hour", "category"]).execute();
  const lines = (daypart: string, category: string) =>
    rows.filter((row) => daypartOf(row.local_hour) === daypart && row.category === category)
      .reduce((sum, row) => sum + row.lines, 0);
  assert.ok(lines("breakfast", "Coffee and Tea") > 10 * lines("breakfast", "Cocktails"));
  assert.ok(lines("late_night", "Cocktails") > 10 * lines("late_night", "Coffee and Tea"));
});

Deno.test("a plain burger cost less last year", async () => {
  const prices = await reader.selectFrom("order_lines")
    .innerJoin("orders", "orders.id", "order_lines.order_id")
    .select(({ fn }) => ["business_date", fn.min("order_lines.gross").as("price")])
    .where("menu_item_id", "=", "HOUSEBRG").where("quantity", "=", 1000)
    .groupBy("business_date").execute();
  const cheapest = (year: string) =>
    Math.min(...prices.filter((row) => row.business_date.startsWith(year)).map((row) => row.price));
  assert.deepEqual([cheapest("2025"), cheapest("2026")], [16_75, 17_50]);
});

Deno.test("every kind of thing that happens in a restaurant happens", async () => {
  const names = async (table: "order_discounts" | "order_service_charges") =>
    (await reader.selectFrom(table).select("name").distinct().orderBy("name").execute())
      .map(({ name }) => name);
  assert.deepEqual(await names("order_discounts"), [
    "Happy hour",
    "Loyalty reward",
    "Lunch special",
    "Manager comp",
    "Staff meal",
    "Welcome offer",
  ]);
  assert.deepEqual(await names("order_service_charges"), ["Delivery fee", "Large-party gratuity"]);
  assert.deepEqual([...keys("payment_method").keys()].sort(), [
    "card",
    "cash",
    "gift_card",
    "unknown",
  ]);
  const split = await reader.selectFrom("order_payments").select("order_id").where(
    "position",
    "=",
    1,
  )
    .execute();
  assert.ok(split.length > 200);
  assert.ok(days.reduce((sum, row) => sum + row.gift_cards, 0) > 0);
  assert.ok(days.reduce((sum, row) => sum + row.tips, 0) > 0.08 * total(days, "gross"));
});

Deno.test("money is given back on the day of the sale and on later days", async () => {
  const rows = await reader.selectFrom("refunds")
    .innerJoin("orders", "orders.id", "refunds.order_id")
    .select(["refunds.business_date as refunded", "orders.business_date as sold"]).execute();
  assert.ok(rows.filter(({ refunded, sold }) => refunded === sold).length > 20);
  assert.ok(rows.filter(({ refunded, sold }) => refunded > sold).length > 20);
  assert.equal(rows.filter(({ refunded, sold }) => refunded < sold).length, 0);
});

Deno.test("to be found: voids and comps rise in New York, and nowhere else", async () => {
  const [before, lately] = [since(540, 90), since(30)];
  assert.ok(
    voidPercent(lately.filter(at(NEW_YORK))) > 2.5 * voidPercent(before.filter(at(NEW_YORK))),
  );
  assert.ok(
    voidPercent(lately.filter(at(LOS_ANGELES))) < 1.8 * voidPercent(before.filter(at(LOS_ANGELES))),
  );
  const comps = await reader.selectFrom("order_discounts")
    .innerJoin("orders", "orders.id", "order_discounts.order_id")
    .select(({ fn }) => ["orders.location_id", fn.countAll<number>().as("comps")])
    .where("name", "=", "Manager comp").where("business_date", ">", "2026-09-20")
    .groupBy("orders.location_id").execute();
  const count = (location: string) => comps.find((row) => row.location_id === location)?.comps ?? 0;
  assert.ok(count(NEW_YORK) > 2 * count(LOS_ANGELES));
});

Deno.test("to be found: one dish becomes popular, another goes out of fashion", () => {
  const share = (item: string, rows: readonly Rollup[]) =>
    total(keys("item", rows).get(item) ?? [], "units") /
    total(rows.filter(({ dimension }) => dimension === "day"), "units");
  const [before, lately] = [since(540, 180), since(45)];
  assert.ok(share("CHILICHK", lately) > 1.6 * share("CHILICHK", before));
  assert.ok(share("BEETGOAT", lately) < 0.6 * share("BEETGOAT", before));
});
