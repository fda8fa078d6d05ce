import { slices } from "../../storage/bulk.ts";
import type { Reader } from "../../storage/database.ts";
import { nextTurn } from "../../values/next_turn.ts";
import { readOrders, readRefunds } from "../orders/read/read_orders.ts";
import { divisibleOrder } from "./order_figures.ts";
import { divisibleRefund } from "./refund_figures.ts";
import { collect, type RollupChanges } from "./rollups.ts";

/** A calendar month of business dates at a location. */
export interface LocationMonth {
  readonly location_id: string;
  /** `YYYY-MM`. */
  readonly month: string;
}

/** The sums of a month's orders and refunds. */
export interface MonthCount {
  readonly orders: number;
  readonly refunds: number;
  readonly figures: RollupChanges;
}

/** This many take a few milliseconds; then the event loop runs. */
const AT_ONCE = 100;

/** Counts every order and refund of a month, in slices between which others have their turn. */
export async function recountMonth(reader: Reader, month: LocationMonth): Promise<MonthCount> {
  const figures: RollupChanges = new Map();
  const orders = await readIds(reader, "orders", month);
  for (const some of slices(orders, AT_ONCE)) {
    for (const order of await readOrders(reader, some)) collect(figures, divisibleOrder(order));
    await nextTurn();
  }
  const refunds = await readIds(reader, "refunds", month);
  for (const some of slices(refunds, AT_ONCE)) {
    for (const refund of await readRefunds(reader, some)) collect(figures, divisibleRefund(refund));
    await nextTurn();
  }
  return { orders: orders.length, refunds: refunds.length, figures };
}

async function readIds(
  reader: Reader,
  table: "orders" | "refunds",
  { location_id, month }: LocationMonth,
): Promise<string[]> {
  const rows = await reader.selectFrom(table).select("id")
    .where("location_id", "=", location_id)
    .where("business_date", ">=", `${month}-01`)
    .where("business_date", "<=", `${month}-31`)
    // A transaction sees what an import has added that has not ended; the rollups do not have it.
    .where(
      "id",
      "not in",
      reader.selectFrom("unpublished_rows").select("id")
        .where("table_name", "=", table),
    )
    .execute();
  return rows.map(({ id }) => id);
}

/**
 * Every month that may have sales or rollups, by location. Found from the ends of each table,
 * without reading what is between.
 *
 * @param since The first month that is wanted, `YYYY-MM`.
 */
export async function monthsWithSales(reader: Reader, since: string): Promise<LocationMonth[]> {
  const dates = [
    ...await endsOf(reader, "orders"),
    ...await endsOf(reader, "refunds"),
    ...await endsOf(reader, "sales_rollups"),
  ].filter((date) => date !== null).map((date) => date.slice(0, 7)).sort();
  const [first, last] = [dates[0], dates.at(-1)];
  if (first === undefined || last === undefined) return [];
  const months = monthsFrom(first < since ? since : first, last);
  const locations = await reader.selectFrom("locations").select("id").orderBy("id").execute();
  return locations.flatMap(({ id }) => months.map((month) => ({ location_id: id, month })));
}

async function endsOf(
  reader: Reader,
  table: "orders" | "refunds" | "sales_rollups",
): Promise<(string | null)[]> {
  const { first } = await reader.selectFrom(table)
    .select(({ fn }) => fn.min<string | null>("business_date").as("first"))
    .executeTakeFirstOrThrow();
  const { last } = await reader.selectFrom(table)
    .select(({ fn }) => fn.max<string | null>("business_date").as("last"))
    .executeTakeFirstOrThrow();
  return [first, last];
}

function monthsFrom(first: string, last: string): string[] {
  const months: string[] = [];
  const end = Temporal.PlainYearMonth.from(last);
  let month = Temporal.PlainYearMonth.from(first);
  while (Temporal.PlainYearMonth.compare(month, end) <= 0) {
    months.push(month.toString());
    month = month.add({ months: 1 });
  }
  return months;
}
