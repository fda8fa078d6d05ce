import type { Reader } from "../../storage/database.ts";
import type { Dimension } from "../../storage/schema/schema.ts";
import type { DateText } from "../../values/business_day.ts";
import { FIGURE_NAMES, type Figures } from "./figures.ts";
import type { Period } from "./period.ts";

/** Which rollups are meant. */
export interface RollupQuery {
  readonly dimension: Dimension;
  readonly period: Period;
  readonly location_ids: readonly string[];
}

/** The figures of a group that make its sales; the others are for the day as a whole. */
export const GROUP_FIGURES = [
  "transactions",
  "units",
  "gross",
  "discounts",
  "refunds",
  "service_charges",
] as const;

/** What a group of a breakdown is told by. */
export type GroupFigures = Pick<Figures, typeof GROUP_FIGURES[number]>;

/** The figures of each group, in the order of their keys; `by` is the column that makes groups. */
export async function readGroups(
  reader: Reader,
  query: RollupQuery & { readonly by: "business_date" | "key" | "location_id" },
): Promise<Map<string, GroupFigures>> {
  const rows = await rollups(reader, query)
    .select(`${query.by} as group`)
    .select(({ fn }) => GROUP_FIGURES.map((name) => fn.sum<number>(name).as(name)))
    .groupBy(query.by)
    .orderBy(query.by)
    .execute();
  return new Map(rows.map(({ group, ...figures }) => [group, figures]));
}

/** All figures of some days added up, and on how many business dates anything was sold. */
export async function readTotals(
  reader: Reader,
  query: Omit<RollupQuery, "dimension">,
): Promise<{ figures: Figures; days_with_sales: number }> {
  const { days_with_sales, ...figures } = await rollups(reader, { ...query, dimension: "day" })
    .select(({ fn, val }) =>
      FIGURE_NAMES.map((name) => fn.coalesce(fn.sum<number>(name), val(0)).as(name))
    )
    .select(({ fn, eb }) =>
      fn.count<number>(
        eb.case().when("transactions", ">", 0).then(eb.ref("business_date")).end(),
      ).distinct().as("days_with_sales")
    )
    .executeTakeFirstOrThrow();
  return { figures, days_with_sales };
}

function rollups(reader: Reader, { dimension, period, location_ids }: RollupQuery) {
  return reader.selectFrom("sales_rollups")
    .where("location_id", "in", location_ids)
    .where("dimension", "=", dimension)
    .where("business_date", ">=", period.date)
    .where("business_date", "<=", period.end_date);
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
