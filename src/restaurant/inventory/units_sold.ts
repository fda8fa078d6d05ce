import { IDS_AT_ONCE, slices } from "../../storage/bulk.ts";
import type { Reader } from "../../storage/database.ts";
import { prepared } from "../../storage/prepared.ts";
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
  const add = (rows: readonly UnitsOfKey[]) => {
    for (const row of rows) units.set(row.key, (units.get(row.key) ?? 0) + row.units);
  };
  for (const some of slices(keys, IDS_AT_ONCE)) {
    const asked = { dimension, location_ids, keys: some };
    if (months !== null) add(await unitsOfMonths(reader, { ...asked, ...months }));
    for (const { date, end_date } of days) {
      add(await unitsOfDays(reader, { ...asked, date, end_date }));
    }
  }
  return units;
}

interface UnitsOfKey {
  readonly key: string;
  readonly units: Milli;
}

/** The same as the values of a query. */
interface KeysAsked {
  readonly [name: string]: string | readonly string[];
  readonly dimension: UnitsQuery["dimension"];
  readonly keys: readonly string[];
  readonly location_ids: readonly string[];
}

type DaysAsked = KeysAsked & Period;
type MonthsAsked = KeysAsked & { readonly first: string; readonly last: string };

const unitsOfDays = prepared(
  (reader, { dimension, keys, location_ids, date, end_date }: DaysAsked) =>
    reader.selectFrom("sales_rollups")
      .select("key").select(({ fn }) => fn.sum<number>("units").as("units"))
      .where("location_id", "in", location_ids).where("dimension", "=", dimension)
      .where("key", "in", keys)
      .where("business_date", ">=", date).where("business_date", "<=", end_date)
      .groupBy("key"),
);

const unitsOfMonths = prepared(
  (reader, { dimension, keys, location_ids, first, last }: MonthsAsked) =>
    reader.selectFrom("monthly_rollups")
      .select("key").select(({ fn }) => fn.sum<number>("units").as("units"))
      .where("location_id", "in", location_ids).where("dimension", "=", dimension)
      .where("key", "in", keys)
      .where("month", ">=", first).where("month", "<=", last)
      .groupBy("key"),
);
