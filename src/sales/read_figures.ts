import type { Reader } from "../storage/database.ts";
import type { Dimension } from "../storage/schema.ts";
import type { DateText } from "../values/business_day.ts";
import { addFigures, FIGURE_NAMES, type Figures, noFigures } from "./figures.ts";
import type { Period } from "./period.ts";

/** Which rollups to add up. */
export interface FiguresQuery {
  readonly dimension: Dimension;
  readonly period: Period;
  readonly location_ids: readonly string[];
  /** The column whose values make the groups. */
  readonly by: "business_date" | "key" | "location_id";
}

/** The figures of each group, in the order of their keys. */
export async function readFigures(
  reader: Reader,
  { dimension, period, location_ids, by }: FiguresQuery,
): Promise<Map<string, Figures>> {
  const rows = await reader.selectFrom("sales_rollups")
    .select(`${by} as group`)
    .select(({ fn }) => FIGURE_NAMES.map((name) => fn.sum<number>(name).as(name)))
    .where("location_id", "in", location_ids)
    .where("dimension", "=", dimension)
    .where("business_date", ">=", period.date)
    .where("business_date", "<=", period.end_date)
    .groupBy(by)
    .orderBy(by)
    .execute();
  return new Map(rows.map(({ group, ...figures }) => [group, { ...noFigures(), ...figures }]));
}

/** All groups added up. */
export function total(groups: Iterable<Figures>): Figures {
  const sum = noFigures();
  for (const figures of groups) addFigures(sum, figures);
  return sum;
}

/** First and last business date with any sale, refund or void; null where there is none. */
export async function readDataRange(
  reader: Reader,
  locationIds: readonly string[],
): Promise<{ first: DateText; last: DateText } | null> {
  const { first, last } = await reader.selectFrom("sales_rollups")
    .select(({ fn }) => [
      fn.min<string | null>("business_date").as("first"),
      fn.max<string | null>("business_date").as("last"),
    ])
    .where("location_id", "in", locationIds)
    .where("dimension", "=", "day")
    .executeTakeFirstOrThrow();
  return first === null || last === null ? null : { first, last };
}
