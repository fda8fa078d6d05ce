import type { Reader } from "../../storage/database.ts";
import type { Period } from "../../values/period.ts";
import { FIGURE_NAMES, type Figures } from "./figures.ts";
import type { RollupQuery } from "./read_figures.ts";

/** The columns that identify a row of an answer from the rollups. */
export type RollupColumn = "business_date" | "location_id" | "key";

/** The business dates and locations that are asked about. */
export interface Where {
  readonly period: Period;
  readonly locations: readonly { readonly id: string }[];
}

/** Rollups summed by some columns: never more rows than days x keys, however much was sold. */
export async function readRollups<By extends RollupColumn>(
  reader: Reader,
  { dimension, period, location_ids }: RollupQuery,
  by: readonly By[],
): Promise<(Figures & Readonly<Record<By, string>>)[]> {
  const columns: RollupColumn[] = [...by];
  let query = reader.selectFrom("sales_rollups")
    .select(columns)
    .select(({ fn }) => FIGURE_NAMES.map((name) => fn.sum<number>(name).as(name)))
    .where("location_id", "in", location_ids)
    .where("dimension", "=", dimension)
    .where("business_date", ">=", period.date)
    .where("business_date", "<=", period.end_date)
    .groupBy(columns);
  for (const column of columns) query = query.orderBy(column);
  const rows = await query.execute();
  // The columns that were selected are those of `by`; Kysely's types cannot follow a parameter.
  return rows as unknown as (Figures & Readonly<Record<By, string>>)[];
}

/** The figures of each key of a dimension, such as each void reason, at some locations. */
export function readRollupsByKey(
  reader: Reader,
  { period, locations }: Where,
  dimension: RollupQuery["dimension"],
): Promise<(Figures & { readonly key: string })[]> {
  const location_ids = locations.map(({ id }) => id);
  return readRollups(reader, { dimension, period, location_ids }, ["key"]);
}
