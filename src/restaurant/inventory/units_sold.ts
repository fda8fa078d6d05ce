import { IDS_AT_ONCE, slices } from "../../storage/bulk.ts";
import type { Reader } from "../../storage/database.ts";
import type { Milli } from "../../values/money.ts";
import type { Period } from "../../values/period.ts";

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
  { dimension, keys, location_ids, period: { date, end_date } }: UnitsQuery,
): Promise<Map<string, Milli>> {
  const units = new Map<string, Milli>();
  for (const some of slices(keys, IDS_AT_ONCE)) {
    const rows = await reader.selectFrom("sales_rollups").select("key")
      .select(({ fn }) => fn.sum<number>("units").as("units"))
      .where("location_id", "in", location_ids).where("dimension", "=", dimension)
      .where("key", "in", some)
      .where("business_date", ">=", date).where("business_date", "<=", end_date)
      .groupBy("key").execute();
    for (const row of rows) units.set(row.key, row.units);
  }
  return units;
}
