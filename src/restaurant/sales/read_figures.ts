import type { Reader } from "../../storage/database.ts";
import { prepared } from "../../storage/prepared.ts";
import {
  dailyRollups,
  monthlyRollups,
  type RollupsAsked,
  rollupsAsked,
} from "../../storage/rollup_rows.ts";
import { unionAll } from "../../storage/union_all.ts";
import type { Dimension } from "./dimensions.ts";
import { FIGURE_NAMES, type Figures } from "./figures.ts";
import type { Period } from "../../values/period.ts";
import { partsOf, type PeriodParts } from "../../values/period_parts.ts";

/** Which rollups are meant. */
export interface RollupQuery {
  readonly dimension: Dimension;
  readonly period: Period;
  readonly location_ids: readonly string[];
  /** Only this category, item, hour and so on. */
  readonly key?: string | undefined;
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

/** The key of a group in a breakdown. */
export type GroupFigures = Pick<Figures, typeof GROUP_FIGURES[number]>;

/** The column to group by; `date` gives months as `YYYY-MM` if they are whole. */
export type GroupColumn = "business_date" | "date" | "key" | "location_id";

/** The figures of each group, in the order of their keys. Whole months are read as such. */
export async function readGroups(
  reader: Reader,
  query: RollupQuery & { readonly by: GroupColumn },
): Promise<Map<string, GroupFigures>> {
  const { period, by } = query;
  const parts = by === "business_date" ? { months: null, days: [period] } : partsOf(period);
  const rows = await groupsBy[by](reader, askedBy(query, parts));
  return new Map(rows.map(({ group, ...figures }) => [group, figures]));
}

const groupsBy = {
  business_date: groupsOf("date"),
  date: groupsOf("date"),
  key: groupsOf("key"),
  location_id: groupsOf("location_id"),
};

function groupsOf(column: "date" | "key" | "location_id") {
  return prepared((reader, asked: RollupsAsked) =>
    reader.selectFrom(groupRows(reader, asked).as("rows"))
      .select(`rows.${column} as group`)
      .select(({ fn }) => GROUP_FIGURES.map((name) => fn.sum<number>(`rows.${name}`).as(name)))
      .groupBy(`rows.${column}`)
      .orderBy(`rows.${column}`)
  );
}

function groupRows(reader: Reader, asked: RollupsAsked) {
  const ofMonths = monthlyRollups(reader, asked).map((months) =>
    months.select(["location_id", "key", ...GROUP_FIGURES]).select("month as date")
  );
  const ofDays = dailyRollups(reader, asked).map((days) =>
    days.select(["location_id", "key", ...GROUP_FIGURES])
      .select(({ ref }) => ref("business_date").$castTo<string>().as("date"))
  );
  return unionAll([...ofMonths, ...ofDays]);
}

/** All figures of a period added up, in one query. */
export async function readFigures(
  reader: Reader,
  query: Omit<RollupQuery, "dimension">,
): Promise<Figures> {
  const asked = askedBy({ ...query, dimension: "day" }, partsOf(query.period));
  const [total] = await figuresOf(reader, asked);
  if (total === undefined) throw new Error("A sum without groups has one row");
  return total;
}

const figuresOf = prepared((reader, asked: RollupsAsked) => {
  const rows = unionAll([
    ...monthlyRollups(reader, asked).map((months) => months.select(FIGURE_NAMES)),
    ...dailyRollups(reader, asked).map((days) => days.select(FIGURE_NAMES)),
  ]);
  return reader.selectFrom(rows.as("rows")).select(({ fn, val }) =>
    FIGURE_NAMES.map((name) => fn.coalesce(fn.sum<number>(`rows.${name}`), val(0)).as(name))
  );
});

/** How many bits of `open_days` are set. */
export function bitsSet(bits: number): number {
  let count = 0;
  for (let rest = bits; rest !== 0; rest &= rest - 1) count++;
  return count;
}

function askedBy(
  { dimension, location_ids, key }: Omit<RollupQuery, "period">,
  parts: PeriodParts,
): RollupsAsked {
  return rollupsAsked({ dimension, location_ids, keys: key === undefined ? [] : [key] }, parts);
}
