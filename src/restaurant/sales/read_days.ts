import type { Reader } from "../../storage/database.ts";
import { prepared } from "../../storage/prepared.ts";
import { unionAll } from "../../storage/union_all.ts";
import type { DateText } from "../../values/business_day.ts";
import { dateOfDay, type DayNumber, dayNumber } from "../../values/day_number.ts";
import type { Figures } from "./figures.ts";
import type { Period } from "../../values/period.ts";
import { partsOf } from "../../values/period_parts.ts";
import { bitsSet } from "./read_figures.ts";
import type { DataEnds } from "./data_ends.ts";

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
  if (periods.length === 0) return new Map();
  const rows = await allOfDays(reader, daysAsked(locationIds, periods));
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
  if (periods.length === 0) return new Map();
  const rows = await transactionsOfDays(reader, daysAsked(locationIds, periods));
  return byLocation(rows);
}

/** The given dates that have data, by location. */
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

/** Days of some locations, as the values of a query. */
interface DaysAsked {
  readonly [name: string]: readonly string[];
  readonly locationIds: readonly string[];
  /** One each for every period. */
  readonly dates: readonly DateText[];
  readonly end_dates: readonly DateText[];
}

function daysAsked(locationIds: readonly string[], periods: readonly Period[]): DaysAsked {
  return {
    locationIds,
    dates: periods.map(({ date }) => date),
    end_dates: periods.map(({ end_date }) => end_date),
  };
}

const allOfDays = prepared((reader, asked: DaysAsked) =>
  inPeriods(reader, asked, (days) => days.selectAll())
);

const transactionsOfDays = prepared((reader, asked: DaysAsked) =>
  inPeriods(
    reader,
    asked,
    (days) => days.select(["location_id", "business_date", "transactions"]),
  )
);

/** One query for all periods. Not one with `or`: SQLite would read every day of a location for it. */
function inPeriods<Query extends { unionAll(other: Query): Query }>(
  reader: Reader,
  { locationIds, dates, end_dates }: DaysAsked,
  query: (days: ReturnType<typeof dayRows>) => Query,
): Query {
  return unionAll(dates.map((date, at) =>
    query(
      dayRows(reader, locationIds)
        .where("business_date", ">=", date).where("business_date", "<=", end_dates[at] ?? date),
    )
  ));
}

/** More months than this that have to be read day by day, and all are. */
const MOST_ODD_MONTHS = 3;

/**
 * The same for a long period, read by months if their notes say which days have data; days with
 * sales then have 1 instead of the number of their transactions.
 *
 * @param ends Where the data of each location begins and ends.
 */
export async function readDaysByMonth(
  reader: Reader,
  locationIds: readonly string[],
  period: Period,
  ends: ReadonlyMap<string, DataEnds>,
): Promise<Map<string, KnownDays>> {
  const { months, days } = partsOf(period);
  if (months === null) return await readDayTransactions(reader, locationIds, [period]);
  const rows = await monthsAsked(reader, { locationIds, ...months });
  const known = new Map(rows.map((row) => [`${row.location_id} ${row.month}`, row]));
  const odd = monthsOf(months).filter((month) =>
    locationIds.some((id) => hasDataIn(ends.get(id), month) && isOdd(known.get(`${id} ${month}`)))
  );
  if (odd.length > MOST_ODD_MONTHS) return await readDayTransactions(reader, locationIds, [period]);
  const dayByDay = [
    ...days,
    ...odd.map((month) => ({ date: `${month}-01`, end_date: `${month}-31` })),
  ];
  const found = dayByDay.length === 0
    ? new Map<string, KnownDays>()
    : await readDayTransactions(reader, locationIds, dayByDay);
  for (const { location_id, month, open_days } of rows) {
    const { transactions } = found.getOrInsertComputed(
      location_id,
      () => ({ transactions: new Map() }),
    );
    if (odd.includes(month)) continue;
    const first = dayNumber(`${month}-01`);
    for (let day = 0; day < 31; day++) {
      if ((open_days >>> day & 1) === 1) transactions.set(first + day, 1);
    }
  }
  return found;
}

/** The months of some locations, and how many of their days have data. */
const monthsAsked = prepared((reader, { locationIds, first, last }: {
  readonly [name: string]: string | readonly string[];
  readonly locationIds: readonly string[];
  readonly first: string;
  readonly last: string;
}) =>
  reader.selectFrom("monthly_rollups")
    .where("location_id", "in", locationIds).where("dimension", "=", "day")
    .where("month", ">=", first).where("month", "<=", last)
    .select((eb) => [
      "location_id",
      "month",
      "open_days",
      eb.selectFrom("sales_rollups").select(({ fn }) => fn.countAll<number>().as("days"))
        .whereRef("sales_rollups.location_id", "=", "monthly_rollups.location_id")
        .where("sales_rollups.dimension", "=", "day")
        .whereRef("business_date", ">=", "monthly_rollups.month")
        .where("business_date", "<=", eb("monthly_rollups.month", "||", "-99"))
        .as("days"),
    ])
);

/** Whether a month has days with data and without sales, which its bits do not show. */
function isOdd(row: { readonly open_days: number; readonly days: number | null } | undefined) {
  return row === undefined || row.days !== bitsSet(row.open_days);
}

function hasDataIn(ends: DataEnds | undefined, month: string): boolean {
  return ends !== undefined && dateOfDay(ends.first).slice(0, 7) <= month &&
    month <= dateOfDay(ends.last).slice(0, 7);
}

function monthsOf({ first, last }: { readonly first: string; readonly last: string }): string[] {
  const months = [];
  for (let month = first; month <= last;) {
    months.push(month);
    month = dateOfDay(dayNumber(`${month}-01`) + 31).slice(0, 7);
  }
  return months;
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
