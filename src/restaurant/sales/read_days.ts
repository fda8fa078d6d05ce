import type { Reader } from "../../storage/database.ts";
import type { DateText } from "../../values/business_day.ts";
import { type DayNumber, dayNumber } from "../../values/day_number.ts";
import type { Figures } from "./figures.ts";
import type { Period } from "./period.ts";

/** The days of a location that have data. */
export interface KnownDays {
  readonly transactions: Map<DayNumber, number>;
  /** All figures of these days, if they were read. */
  readonly figures?: Map<DayNumber, Figures>;
}

/** The days of some periods that have data with all figures, by location. */
export async function readDayFigures(
  reader: Reader,
  locationIds: readonly string[],
  periods: readonly Period[],
): Promise<Map<string, KnownDays>> {
  const rows = await inPeriods(periods, (period) =>
    dayRows(reader, locationIds)
      .where("business_date", ">=", period.date).where("business_date", "<=", period.end_date)
      .selectAll())?.execute() ?? [];
  return new Map(
    Array.from(Map.groupBy(rows, ({ location_id }) => location_id), ([id, own]) => {
      const figures = new Map(
        own.map((row) => [dayNumber(row.business_date), row] as const),
      );
      return [id, { ...transactionsOf(own), figures }];
    }),
  );
}

/** The days of some periods that have data, by location. */
export async function readDayTransactions(
  reader: Reader,
  locationIds: readonly string[],
  periods: readonly Period[],
): Promise<Map<string, KnownDays>> {
  const rows = await inPeriods(periods, (period) =>
    dayRows(reader, locationIds)
      .where("business_date", ">=", period.date).where("business_date", "<=", period.end_date)
      .select(["location_id", "business_date", "transactions"]))?.execute() ?? [];
  return byLocation(rows);
}

/** Those of some dates that have data, by location. */
export async function readTransactionsOn(
  reader: Reader,
  locationIds: readonly string[],
  dates: readonly DateText[],
): Promise<Map<string, KnownDays>> {
  const rows = await dayRows(reader, locationIds).where("business_date", "in", dates)
    .select(["location_id", "business_date", "transactions"]).execute();
  return byLocation(rows);
}

function dayRows(reader: Reader, locationIds: readonly string[]) {
  return reader.selectFrom("sales_rollups")
    .where("location_id", "in", locationIds).where("dimension", "=", "day");
}

/** One query for all periods. Not one with `or`: SQLite would read every day of a location for it. */
function inPeriods<Query extends { unionAll(other: Query): Query }>(
  periods: readonly Period[],
  query: (period: Period) => Query,
): Query | undefined {
  const [first, ...others] = periods.map(query);
  return first === undefined ? undefined : others.reduce((all, one) => all.unionAll(one), first);
}

interface DayRow {
  readonly location_id: string;
  readonly business_date: DateText;
  readonly transactions: number;
}

function byLocation(rows: readonly DayRow[]): Map<string, KnownDays> {
  const groups = Map.groupBy(rows, ({ location_id }) => location_id);
  return new Map(Array.from(groups, ([id, own]) => [id, transactionsOf(own)]));
}

function transactionsOf(rows: readonly DayRow[]): KnownDays {
  return {
    transactions: new Map(
      rows.map(({ business_date, transactions }) => [dayNumber(business_date), transactions]),
    ),
  };
}
