import { IDS_AT_ONCE, slices } from "../../storage/bulk.ts";
import type { Reader } from "../../storage/database.ts";
import { prepared } from "../../storage/prepared.ts";
import { unionAll } from "../../storage/union_all.ts";
import type { Milli } from "../../values/money.ts";
import type { Period } from "../../values/period.ts";
import { partsOf } from "../../values/period_parts.ts";

/** Whose units are asked for. */
export interface UnitsQuery {
  readonly dimension: "item" | "variation";
  /** The keys of their rollups. */
  readonly keys: readonly string[];
  readonly location_ids: readonly string[];
  readonly period: Period;
}

/** Units sold less returned, by the key of their rollup; keys of which nothing was sold are absent. */
export async function readUnitsSold(
  reader: Reader,
  { dimension, keys, location_ids, period }: UnitsQuery,
): Promise<Map<string, Milli>> {
  const { months, days } = partsOf(period);
  const units = new Map<string, Milli>();
  for (const some of slices(keys, IDS_AT_ONCE)) {
    const rows = await unitsOfKeys(reader, {
      dimension,
      location_ids,
      keys: some,
      months: months === null ? [] : [months.first, months.last],
      dates: days.map(({ date }) => date),
      end_dates: days.map(({ end_date }) => end_date),
    });
    for (const row of rows) units.set(row.key, row.units);
  }
  return units;
}

/** The same as the values of a query. */
interface UnitsAsked {
  readonly [name: string]: string | readonly string[];
  readonly dimension: UnitsQuery["dimension"];
  readonly keys: readonly string[];
  readonly location_ids: readonly string[];
  /** The first and the last of whole months, if there are any. */
  readonly months: readonly string[];
  /** One each for every run of days. */
  readonly dates: readonly string[];
  readonly end_dates: readonly string[];
}

const unitsOfKeys = prepared((reader, asked: UnitsAsked) =>
  reader.selectFrom(unionAll([...ofMonths(reader, asked), ...ofDays(reader, asked)]).as("rows"))
    .select("rows.key").select(({ fn }) => fn.sum<number>("rows.units").as("units"))
    .groupBy("rows.key")
);

function ofMonths(reader: Reader, { dimension, keys, location_ids, months }: UnitsAsked) {
  const [first, last] = months;
  if (first === undefined || last === undefined) return [];
  return [
    reader.selectFrom("monthly_rollups").select(["key", "units"])
      .where("location_id", "in", location_ids).where("dimension", "=", dimension)
      .where("key", "in", keys)
      .where("month", ">=", first).where("month", "<=", last),
  ];
}

function ofDays(
  reader: Reader,
  { dimension, keys, location_ids, dates, end_dates }: UnitsAsked,
) {
  return dates.map((date, at) =>
    reader.selectFrom("sales_rollups").select(["key", "units"])
      .where("location_id", "in", location_ids).where("dimension", "=", dimension)
      .where("key", "in", keys)
      .where("business_date", ">=", date).where("business_date", "<=", end_dates[at] ?? date)
  );
}
