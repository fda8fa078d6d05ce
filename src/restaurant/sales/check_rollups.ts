import { readOrders, readRefunds } from "../orders/read/read_orders.ts";
import { IDS_AT_ONCE, slices } from "../../storage/bulk.ts";
import type { Reader } from "../../storage/database.ts";
import type { RollupEntry } from "./figures.ts";
import { orderFigures } from "./order_figures.ts";
import { refundFigures } from "./refund_figures.ts";
import { collect, realChanges, type RollupChanges } from "./rollups.ts";

/** What a recount of all orders and refunds found. */
export interface RollupCheck {
  /** Orders that were counted again. */
  readonly orders: number;
  /** Refunds that were counted again. */
  readonly refunds: number;
  /** Groups whose rollup differs; zero when the rollups are exact. */
  readonly different: number;
  /** The first hundred of them. */
  readonly differences: readonly RollupDifference[];
}

/** A rollup that is not what its orders and refunds add up to; `figures` is how much it exceeds it. */
export type RollupDifference = RollupEntry;

interface LocationMonth {
  readonly location_id: string;
  /** `YYYY-MM`. */
  readonly month: string;
}

const LISTED = 100;

/**
 * Counts every order and refund again, and compares that with the rollups. One location and month
 * is in memory at a time. Where others may write meanwhile, run it in a transaction.
 *
 * @param since The first month to count, `YYYY-MM`; without it all of them.
 */
export async function checkRollups(reader: Reader, since = "0000-01"): Promise<RollupCheck> {
  const counted = { orders: 0, refunds: 0, different: 0 };
  const differences: RollupDifference[] = [];
  for (const month of await readMonths(reader, since)) {
    const excess: RollupChanges = new Map();
    collect(excess, await readRollups(reader, month));
    counted.orders += await takeOrders(reader, month, excess);
    counted.refunds += await takeRefunds(reader, month, excess);
    const found = realChanges(excess);
    counted.different += found.length;
    differences.push(...found.slice(0, LISTED - differences.length));
  }
  return { ...counted, differences };
}

async function readMonths(reader: Reader, since: string): Promise<LocationMonth[]> {
  const months = (table: "orders" | "refunds" | "sales_rollups") =>
    reader.selectFrom(table).select(({ fn, lit }) => [
      "location_id",
      fn<string>("substr", ["business_date", lit(1), lit(7)]).as("month"),
    ]).where("business_date", ">=", `${since}-01`);
  return await months("orders").union(months("refunds")).union(months("sales_rollups"))
    .orderBy("location_id").orderBy("month").execute();
}

async function readRollups(
  reader: Reader,
  { location_id, month }: LocationMonth,
): Promise<RollupEntry[]> {
  const rows = await reader.selectFrom("sales_rollups").selectAll()
    .where("location_id", "=", location_id)
    .where("business_date", ">=", `${month}-01`)
    .where("business_date", "<=", `${month}-31`)
    .execute();
  return rows.map(({ location_id, dimension, business_date, key, ...figures }) => {
    return { location_id, dimension, business_date, key, figures };
  });
}

async function takeOrders(
  reader: Reader,
  month: LocationMonth,
  excess: RollupChanges,
): Promise<number> {
  const ids = await readIds(reader, "orders", month);
  for (const some of slices(ids, IDS_AT_ONCE)) {
    for (const order of await readOrders(reader, some)) collect(excess, orderFigures(order), -1);
  }
  return ids.length;
}

async function takeRefunds(
  reader: Reader,
  month: LocationMonth,
  excess: RollupChanges,
): Promise<number> {
  const ids = await readIds(reader, "refunds", month);
  for (const some of slices(ids, IDS_AT_ONCE)) {
    for (const refund of await readRefunds(reader, some)) {
      collect(excess, refundFigures(refund), -1);
    }
  }
  return ids.length;
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
    .execute();
  return rows.map(({ id }) => id);
}
