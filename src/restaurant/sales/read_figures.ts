import type { Reader } from "../../storage/database.ts";
import type { Dimension } from "./dimensions.ts";
import { addFigures, FIGURE_NAMES, type Figures } from "./figures.ts";
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
  const column = by === "business_date" ? "date" : by;
  const rows = await reader.selectFrom(groupRows(reader, query, parts).as("rows"))
    .select(`rows.${column} as group`)
    .select(({ fn }) => GROUP_FIGURES.map((name) => fn.sum<number>(`rows.${name}`).as(name)))
    .groupBy(`rows.${column}`)
    .orderBy(`rows.${column}`)
    .execute();
  return new Map(rows.map(({ group, ...figures }) => [group, figures]));
}

function groupRows(reader: Reader, query: RollupQuery, { months, days }: PeriodParts) {
  const ofDays = dailyRows(reader, query, days)
    .select(["location_id", "key", ...GROUP_FIGURES])
    .select(({ ref }) => ref("business_date").$castTo<string>().as("date"));
  if (months === null) return ofDays;
  const ofMonths = monthlyRows(reader, query, months)
    .select(["location_id", "key", ...GROUP_FIGURES])
    .select("month as date");
  return days.length === 0 ? ofMonths : ofMonths.unionAll(ofDays);
}

/** Figures of some days added up, and on how many business dates anything was sold. */
export interface Totals {
  readonly figures: Figures;
  readonly days_with_sales: number;
}

/** All figures of a period added up, in one query. */
export async function readFigures(
  reader: Reader,
  query: Omit<RollupQuery, "dimension">,
): Promise<Figures> {
  const daily = { ...query, dimension: "day" } as const;
  const { months, days } = partsOf(query.period);
  const ofDays = dailyRows(reader, daily, days).select(FIGURE_NAMES);
  const ofMonths = months && monthlyRows(reader, daily, months).select(FIGURE_NAMES);
  const rows = ofMonths === null
    ? ofDays
    : days.length === 0
    ? ofMonths
    : ofMonths.unionAll(ofDays);
  return await reader.selectFrom(rows.as("rows"))
    .select(({ fn, val }) =>
      FIGURE_NAMES.map((name) => fn.coalesce(fn.sum<number>(`rows.${name}`), val(0)).as(name))
    )
    .executeTakeFirstOrThrow();
}

/** All figures of a period added up, and on how many business dates anything was sold. */
export async function readTotals(
  reader: Reader,
  query: Omit<RollupQuery, "dimension">,
): Promise<Totals> {
  const daily = { ...query, dimension: "day" } as const;
  const { months, days } = partsOf(query.period);
  if (months === null) return await totalsOfDays(reader, daily, days);
  const whole = await totalsOfMonths(reader, daily, months);
  if (days.length === 0) return whole;
  const rest = await totalsOfDays(reader, daily, days);
  addFigures(whole.figures, rest.figures);
  return { ...whole, days_with_sales: whole.days_with_sales + rest.days_with_sales };
}

async function totalsOfDays(
  reader: Reader,
  query: RollupQuery,
  days: readonly Period[],
): Promise<Totals> {
  const { days_with_sales, ...figures } = await dailyRows(reader, query, days)
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

async function totalsOfMonths(
  reader: Reader,
  query: RollupQuery,
  months: NonNullable<PeriodParts["months"]>,
): Promise<Totals> {
  const figures = await monthlyRows(reader, query, months)
    .select(({ fn, val }) =>
      FIGURE_NAMES.map((name) => fn.coalesce(fn.sum<number>(name), val(0)).as(name))
    )
    .executeTakeFirstOrThrow();
  const open = await monthlyRows(reader, query, months)
    .select(["month", "open_days"]).distinct().execute();
  return { figures, days_with_sales: countOpenDays(open) };
}

/** A date on which several locations sold counts once. */
function countOpenDays(
  rows: readonly { readonly month: string; readonly open_days: number }[],
): number {
  const byMonth = new Map<string, number>();
  for (const { month, open_days } of rows) {
    byMonth.set(month, (byMonth.get(month) ?? 0) | open_days);
  }
  return byMonth.values().reduce((sum, bits) => sum + bitsSet(bits), 0);
}

/** How many bits of `open_days` are set. */
export function bitsSet(bits: number): number {
  let count = 0;
  for (let rest = bits; rest !== 0; rest &= rest - 1) count++;
  return count;
}

function dailyRows(
  reader: Reader,
  { dimension, location_ids, key }: RollupQuery,
  days: readonly Period[],
) {
  return reader.selectFrom("sales_rollups")
    .$if(key !== undefined, (query) => query.where("key", "=", key ?? ""))
    .where("location_id", "in", location_ids)
    .where("dimension", "=", dimension)
    .where((eb) =>
      eb.or(
        days.map(({ date, end_date }) =>
          eb.and([eb("business_date", ">=", date), eb("business_date", "<=", end_date)])
        ),
      )
    );
}

function monthlyRows(
  reader: Reader,
  { dimension, location_ids, key }: RollupQuery,
  { first, last }: NonNullable<PeriodParts["months"]>,
) {
  return reader.selectFrom("monthly_rollups")
    .$if(key !== undefined, (query) => query.where("key", "=", key ?? ""))
    .where("location_id", "in", location_ids)
    .where("dimension", "=", dimension)
    .where("month", ">=", first)
    .where("month", "<=", last);
}
