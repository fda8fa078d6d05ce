import type { Reader } from "../../storage/database.ts";
import { type DateText, momentOfInstant } from "../../values/business_day.ts";
import { dateOfDay, type DayNumber, dayNumber } from "../../values/day_number.ts";
import { fromMilli } from "../../values/money.ts";
import type { Location } from "../locations/location.ts";
import { netSales } from "../sales/figures.ts";
import type { History } from "./history.ts";

/** Days that are read: enough for a yearly season, and little enough to be quick. */
const MOST_DAYS = 1100;
/** Days for which items and hours are read. */
const DETAIL_DAYS = 400;

/** The finished days of a location, as histories of the same days. */
export interface Histories {
  readonly orders: History;
  /** In minor units. */
  readonly net: History;
  readonly units: History;
  /** The first day after them: today's business date, or the day after the data when it is older. */
  readonly next: DayNumber;
  readonly today: DateText;
}

/**
 * Orders, net sales and units by day. A day without an order was closed or is not recorded: it says
 * nothing. Today is not over and never enters.
 *
 * @returns Null when there is no finished day with sales.
 */
export async function readHistories(
  reader: Reader,
  location: Location,
  now: Temporal.Instant,
): Promise<Histories | null> {
  const today = momentOfInstant(now, location).business_date;
  const finished = reader.selectFrom("sales_rollups")
    .where("location_id", "=", location.id).where("dimension", "=", "day")
    .where("business_date", "<", today).where("transactions", ">", 0);
  const { last } = await finished.select(({ fn }) =>
    fn.max<string | null>("business_date").as("last")
  ).executeTakeFirstOrThrow();
  if (last === null) return null;
  const rows = await finished.selectAll()
    .where("business_date", ">=", dateOfDay(dayNumber(last) - MOST_DAYS))
    .orderBy("business_date").execute();
  const [start, end] = [rows[0], rows.at(-1)];
  if (start === undefined || end === undefined) return null;
  const first = dayNumber(start.business_date);
  const length = lengthOf(dayNumber(end.business_date), first, dayNumber(today));
  const byDay = new Map(rows.map((row) => [dayNumber(row.business_date), row]));
  const history = (value: (row: (typeof rows)[number]) => number): History => ({
    first,
    values: Array.from({ length }, (_, i) => {
      const row = byDay.get(first + i);
      return row === undefined ? null : Math.max(0, value(row));
    }),
  });
  return {
    orders: history(({ transactions }) => transactions),
    net: history(netSales),
    units: history(({ units }) => fromMilli(units)),
    next: first + length,
    today,
  };
}

/**
 * Up to yesterday while data keeps coming; up to the end of the data if that is a week ago or more.
 */
function lengthOf(last: DayNumber, first: DayNumber, today: DayNumber): number {
  return (today - last <= 7 ? today : last + 1) - first;
}

/** Units by item and day, on the days of a history; only of the last 400 days. */
export async function readItemDays(
  reader: Reader,
  locationId: string,
  { first, values }: History,
): Promise<Map<string, number[]>> {
  const since = Math.max(first, first + values.length - DETAIL_DAYS);
  const rows = await reader.selectFrom("sales_rollups").select(["business_date", "key", "units"])
    .where("location_id", "=", locationId).where("dimension", "=", "item")
    .where("business_date", ">=", dateOfDay(since))
    .where("business_date", "<", dateOfDay(first + values.length))
    .where("units", ">", 0).execute();
  const items = new Map<string, number[]>();
  for (const { business_date, key, units } of rows) {
    const days = items.get(key) ?? Array.from({ length: values.length }, () => 0);
    days[dayNumber(business_date) - first] = fromMilli(units);
    items.set(key, days);
  }
  return items;
}

/** An hour's orders and net sales on a day. */
export interface HourRow {
  readonly day: DayNumber;
  readonly hour: number;
  readonly orders: number;
  readonly net: number;
}

/** Orders and net sales by hour in the last weeks of a history. */
export async function readHours(
  reader: Reader,
  locationId: string,
  { first, values }: History,
  weeks: number,
): Promise<HourRow[]> {
  const end = first + values.length;
  const rows = await reader.selectFrom("sales_rollups").selectAll()
    .where("location_id", "=", locationId).where("dimension", "=", "hour")
    .where("business_date", ">=", dateOfDay(end - 7 * weeks))
    .where("business_date", "<", dateOfDay(end)).execute();
  return rows.map((row) => ({
    day: dayNumber(row.business_date),
    hour: Number(row.key),
    orders: row.transactions,
    net: netSales(row),
  }));
}
