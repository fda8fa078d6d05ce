import type { Reader } from "../../storage/database.ts";
import type { Row } from "../../storage/schema/schema.ts";
import { addFigures, isNothing, noFigures, type RollupEntry } from "./figures.ts";
import { monthlyChanges } from "./monthly_rollups.ts";
import { type LocationMonth, monthsWithSales, recountMonth } from "./recount.ts";
import { collectEntries, realChanges, type RollupChanges } from "./rollups.ts";

/** The findings of a recount of all orders and refunds. */
export interface RollupCheck {
  /** Orders that were counted again. */
  readonly orders: number;
  /** Refunds that were counted again. */
  readonly refunds: number;
  /** Groups whose rollup differs, of days and of months; zero when the rollups are exact. */
  readonly different: number;
  /** The first hundred of them. */
  readonly differences: readonly RollupDifference[];
}

/**
 * A rollup that is not what its orders and refunds add up to; `figures` is how much it exceeds it.
 * That of a month has the month as its date.
 */
export type RollupDifference = RollupEntry;

const LISTED = 100;

/**
 * Recounts every order and refund, and compares the sums with the rollups. One location and month
 * is in memory at once, and the event loop runs between slices of it. If others may write during
 * the check, run it in a transaction.
 *
 * @param since The first month to count, `YYYY-MM`; without it all of them.
 */
export async function checkRollups(reader: Reader, since = "0000-01"): Promise<RollupCheck> {
  const counted = { orders: 0, refunds: 0, different: 0 };
  const differences: RollupDifference[] = [];
  for (const month of await monthsWithSales(reader, since)) {
    const { orders, refunds, figures } = await recountMonth(reader, month);
    const found = [
      ...await differentDays(reader, month, figures),
      ...await differentMonths(reader, month, figures),
    ];
    counted.orders += orders;
    counted.refunds += refunds;
    counted.different += found.length;
    differences.push(...found.slice(0, LISTED - differences.length));
  }
  return { ...counted, differences };
}

async function differentDays(
  reader: Reader,
  { location_id, month }: LocationMonth,
  counted: RollupChanges,
): Promise<RollupDifference[]> {
  const rows = await reader.selectFrom("sales_rollups").selectAll()
    .where("location_id", "=", location_id)
    .where("business_date", ">=", `${month}-01`)
    .where("business_date", "<=", `${month}-31`)
    .execute();
  const excess: RollupChanges = new Map();
  collectEntries(
    excess,
    rows.map(({ location_id, dimension, business_date, key, ...figures }) => {
      return { location_id, dimension, business_date, key, figures };
    }),
  );
  collectEntries(excess, realChanges(counted), -1);
  return realChanges(excess);
}

async function differentMonths(
  reader: Reader,
  { location_id, month }: LocationMonth,
  counted: RollupChanges,
): Promise<RollupDifference[]> {
  const stored = await reader.selectFrom("monthly_rollups").selectAll()
    .where("location_id", "=", location_id).where("month", "=", month).execute();
  const wanted = monthlyChanges(realChanges(counted)).filter((row) => !isNothing(row));
  const nameOf = ({ dimension, key }: MonthRow) => `${dimension}\n${key}`;
  const wantedByName = new Map(wanted.map((row) => [nameOf(row), row]));
  const storedByName = new Map(stored.map((row) => [nameOf(row), row]));
  return [...wantedByName.keys(), ...storedByName.keys()]
    .filter((name, index, names) => names.indexOf(name) === index)
    .flatMap((name) => differenceOf(storedByName.get(name), wantedByName.get(name)));
}

type MonthRow = Row<"monthly_rollups">;

function differenceOf(stored: MonthRow | undefined, wanted: MonthRow | undefined) {
  const row = stored ?? wanted;
  if (row === undefined) return [];
  const figures = noFigures();
  if (stored !== undefined) addFigures(figures, stored);
  if (wanted !== undefined) addFigures(figures, wanted, -1);
  if (isNothing(figures) && stored?.open_days === wanted?.open_days) return [];
  const { location_id, dimension, month, key } = row;
  return [{ location_id, dimension, business_date: month, key, figures }];
}
