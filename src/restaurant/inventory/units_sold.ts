import { IDS_AT_ONCE, slices } from "../../storage/bulk.ts";
import type { Reader } from "../../storage/database.ts";
import { prepared } from "../../storage/prepared.ts";
import {
  dailyRollups,
  monthlyRollups,
  type RollupsAsked,
  rollupsAsked,
} from "../../storage/rollup_rows.ts";
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
  const parts = partsOf(period);
  const units = new Map<string, Milli>();
  for (const some of slices(keys, IDS_AT_ONCE)) {
    const asked = rollupsAsked({ dimension, location_ids, keys: some }, parts);
    const rows = await unitsOfKeys(reader, asked);
    for (const row of rows) units.set(row.key, row.units);
  }
  return units;
}

const unitsOfKeys = prepared((reader, asked: RollupsAsked) => {
  const rows = unionAll([
    ...monthlyRollups(reader, asked).map((months) => months.select(["key", "units"])),
    ...dailyRollups(reader, asked).map((days) => days.select(["key", "units"])),
  ]);
  return reader.selectFrom(rows.as("rows"))
    .select("rows.key").select(({ fn }) => fn.sum<number>("rows.units").as("units"))
    .groupBy("rows.key");
});
