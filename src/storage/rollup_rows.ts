import type { SelectQueryBuilder } from "kysely";
import type { DateText } from "../values/business_day.ts";
import type { PeriodParts } from "../values/period_parts.ts";
import type { Reader } from "./database.ts";
import type { Schema } from "./schema/schema.ts";

/** Rows of a table before columns are chosen. */
type RowsOf<Table extends keyof Schema> = SelectQueryBuilder<Schema, Table, unknown>;

/** Rollups as the values of a query: what may be absent is a list of none. */
export interface RollupsAsked {
  readonly [name: string]: string | readonly string[];
  readonly dimension: string;
  readonly location_ids: readonly string[];
  /** Only these categories, items, hours and so on; of none, all. */
  readonly keys: readonly string[];
  /** One each for every run of days. */
  readonly dates: readonly DateText[];
  readonly end_dates: readonly DateText[];
  /** The first and the last of whole months. */
  readonly months: readonly string[];
}

/** Asks for the rollups of a period, of which whole months are read as such. */
export function rollupsAsked(
  which: Pick<RollupsAsked, "dimension" | "location_ids" | "keys">,
  { months, days }: PeriodParts,
): RollupsAsked {
  return {
    ...which,
    dates: days.map(({ date }) => date),
    end_dates: days.map(({ end_date }) => end_date),
    months: months === null ? [] : [months.first, months.last],
  };
}

/**
 * The days of each run, as a query of its own: for an `or` between them PostgreSQL reads every day
 * of a location, until it has statistics of the table.
 */
export function dailyRollups(
  reader: Reader,
  { dimension, location_ids, keys, dates, end_dates }: RollupsAsked,
): RowsOf<"sales_rollups">[] {
  return dates.map((date, at) =>
    reader.selectFrom("sales_rollups")
      .$if(keys.length > 0, (query) => query.where("key", "in", keys))
      .where("location_id", "in", location_ids)
      .where("dimension", "=", dimension)
      .where("business_date", ">=", date)
      .where("business_date", "<=", end_dates[at] ?? date)
  );
}

/** The whole months, if there are any. */
export function monthlyRollups(
  reader: Reader,
  { dimension, location_ids, keys, months }: RollupsAsked,
): RowsOf<"monthly_rollups">[] {
  const [first, last] = months;
  if (first === undefined || last === undefined) return [];
  return [
    reader.selectFrom("monthly_rollups")
      .$if(keys.length > 0, (query) => query.where("key", "in", keys))
      .where("location_id", "in", location_ids)
      .where("dimension", "=", dimension)
      .where("month", ">=", first)
      .where("month", "<=", last),
  ];
}
