import type { Location } from "../locations/location.ts";
import type { Reader } from "../../storage/database.ts";
import type { DateText } from "../../values/business_day.ts";
import { dateOfDay, type DayNumber, dayNumber } from "../../values/day_number.ts";
import { RestaurantError } from "../../values/errors.ts";
import { divideRounded, type Minor } from "../../values/money.ts";
import { withDrawers } from "./drawers.ts";
import { addFigures, type Figures, netSales, noFigures, type RollupEntry } from "./figures.ts";
import { daysOf, type LikeForLike, likeForLike } from "./like_for_like.ts";
import { type Gap, gapsOf } from "./not_recorded.ts";
import { readPartOfDay } from "./part_of_day.ts";
import {
  comparablePeriod,
  type Comparison,
  enclosingPeriod,
  type Period,
} from "../../values/period.ts";
import { readSpanTotals } from "./read_spans.ts";
import { readHistories } from "./read_histories.ts";
import { type Grouping, PER_DAY } from "./groupings.ts";
import { readComparedBreakdown } from "./sales_breakdown.ts";
import type { SalesGroup } from "./sales_group.ts";
import { dayState, type SalesHistory } from "./sales_history.ts";
import { type Span, spansOf } from "./spans.ts";

/** Which groups of a breakdown come first. */
export const ORDERS = ["highest", "lowest"] as const;

/** One of `ORDERS`. */
export type Order = typeof ORDERS[number];

/** The question to the sales. */
export interface SalesQuestion {
  /** The dates of all locations together. */
  readonly period: Period;
  /** The dates of each location, if it is not the same day at all of them. */
  readonly periods?: ReadonlyMap<string, Period> | undefined;
  /** One or more, all of one currency. */
  readonly locations: readonly Location[];
  readonly group_by?: Grouping | undefined;
  readonly compare_to?: Comparison | undefined;
  /** Which groups come first; `lowest` has items that never sold, too. */
  readonly order?: Order | undefined;
  /** UTC instant of the question: it decides which days are over. */
  readonly as_of: string;
}

/** The sales of some days. */
export interface SalesOfDays {
  readonly figures: Figures;
  /** Business dates with at least one transaction: the days that were open. */
  readonly days_with_sales: number;
}

/** The sales of two periods, as far as they are comparable. */
export interface SalesComparison {
  /** The whole period that is compared with. */
  readonly period: Period;
  readonly like: LikeForLike;
  readonly now: SalesOfDays;
  readonly then: SalesOfDays;
  /** What was not recorded in the period of comparison. */
  readonly gaps: readonly Gap[];
}

/** The answer, in minor units. */
export interface SalesReport {
  readonly period: Period;
  readonly current: SalesOfDays;
  readonly comparison: SalesComparison | null;
  readonly breakdown: readonly SalesGroup[];
  readonly histories: readonly SalesHistory[];
  /** What was not recorded in the period. */
  readonly gaps: readonly Gap[];
  /** Null if nothing was ever sold there. */
  readonly data_range: { readonly first: DateText; readonly last: DateText } | null;
}

/**
 * Answers from the rollups: the cost depends on days and groups, never on orders. Only what an
 * unfinished day is compared with, and payments as taken, are read from orders.
 */
export async function readSalesReport(
  reader: Reader,
  question: SalesQuestion,
): Promise<SalesReport> {
  const { period, locations, group_by, compare_to } = question;
  const before = compare_to === undefined ? null : comparablePeriod(period, compare_to);
  const periodOf = (id: string) => question.periods?.get(id) ?? period;
  const { histories, background } = await readHistories(
    reader,
    locations,
    periodsToRead(locations.map(({ id }) => periodOf(id)), compare_to),
    Temporal.Instant.from(question.as_of),
  );
  const spans = spansOf(new Map(locations.map(({ id }) => [id, daysOf(periodOf(id))])));
  const like = compare_to === undefined ? null : likeForLike(histories, periodOf, compare_to);
  const parts: RollupEntry[] = [];
  for (const part of like?.parts ?? []) parts.push(...await readPartOfDay(reader, part));
  const current = await readDays(reader, spans, histories);
  const breakdown = group_by === undefined ? [] : await readComparedBreakdown(reader, {
    grouping: group_by,
    spans,
    locations,
    whole: PER_DAY.includes(group_by) ? wholeDays(histories, periodOf) : null,
    like: like?.days === 0 ? null : like,
    parts,
    currency: commonCurrency(locations),
    unsold: question.order === "lowest",
  });
  const then = like === null ? null : await readDays(reader, like.then, histories, parts);
  return {
    period,
    current,
    comparison: before === null || like === null || then === null ? null : {
      period: before,
      like,
      now: like.isWhole ? current : await readDays(reader, like.now, histories),
      then,
      gaps: gapsOf(
        background.imports,
        histories,
        (id) => compare_to === undefined ? before : comparablePeriod(periodOf(id), compare_to),
        then.figures,
      ),
    },
    breakdown: group_by === "payment_method"
      ? await withDrawers(reader, breakdown, spans)
      : breakdown,
    histories,
    gaps: gapsOf(background.imports, histories, periodOf, current.figures),
    data_range: dataRange(histories),
  };
}

/** The periods of all locations together, and those that they are compared with. */
function periodsToRead(periods: readonly Period[], comparison: Comparison | undefined): Period[] {
  const before = comparison === undefined
    ? []
    : periods.map((period) => comparablePeriod(period, comparison));
  return [periods, before].flatMap((some) => enclosingPeriod(some) ?? []);
}

/** The sales of some days, and of the beginnings of others. */
export async function readDays(
  reader: Reader,
  spans: readonly Span[],
  histories: readonly SalesHistory[],
  parts: readonly RollupEntry[] = [],
): Promise<SalesOfDays> {
  const figures = sumOf(spans, histories) ?? await readSpanTotals(reader, spans);
  const dates = datesWithSales(spans, histories);
  for (const entry of parts) {
    if (entry.dimension !== "day") continue;
    addFigures(figures, entry.figures);
    if (entry.figures.transactions > 0) dates.add(dayNumber(entry.business_date));
  }
  return { figures, days_with_sales: dates.size };
}

/** The figures of some days added up; undefined if the histories do not have them. */
function sumOf(spans: readonly Span[], histories: readonly SalesHistory[]): Figures | undefined {
  const byId = new Map(histories.map(({ location, figures }) => [location.id, figures]));
  const total = noFigures();
  for (const { location_ids, ...span } of spans) {
    for (const id of location_ids) {
      const figures = byId.get(id);
      if (figures === undefined) return undefined;
      for (const day of daysOf(span)) addFigures(total, figures.get(day) ?? NOTHING);
    }
  }
  return total;
}

const NOTHING: Readonly<Figures> = noFigures();

function datesWithSales(
  spans: readonly Span[],
  histories: readonly SalesHistory[],
): Set<DayNumber> {
  const dates = new Set<DayNumber>();
  const byId = new Map(histories.map((history) => [history.location.id, history]));
  for (const { location_ids, ...span } of spans) {
    const days = daysOf(span);
    for (const id of location_ids) {
      const { transactions } = byId.get(id) ?? {};
      for (const day of days) if ((transactions?.get(day) ?? 0) > 0) dates.add(day);
    }
  }
  return dates;
}

/**
 * The days with sales that are known at every location, for averages. A location counts from its
 * first day on, so that a new one does not hide the days before.
 */
function wholeDays(histories: readonly SalesHistory[], periodOf: (id: string) => Period) {
  const unknown = new Set<DayNumber>();
  const sold = new Set<DayNumber>();
  for (const history of histories) {
    for (const day of daysOf(periodOf(history.location.id))) {
      const state = dayState(history, day);
      if (["unfinished", "not_yet", "missing"].includes(state)) unknown.add(day);
      else if ((history.transactions.get(day) ?? 0) > 0) sold.add(day);
    }
  }
  const days = [...sold.difference(unknown)].sort((a, b) => a - b);
  const spans = spansOf(new Map(histories.map(({ location }) => [location.id, days])));
  return { spans, dates: days.map(dateOfDay) };
}

function dataRange(histories: readonly SalesHistory[]): SalesReport["data_range"] {
  const firsts = histories.flatMap(({ first }) => first ?? []);
  const lasts = histories.flatMap(({ last }) => last ?? []);
  if (firsts.length === 0) return null;
  return { first: dateOfDay(Math.min(...firsts)), last: dateOfDay(Math.max(...lasts)) };
}

/** Net sales per transaction, in minor units; null if there was none. */
export function averageCheck(
  figures: Pick<
    Figures,
    "gross" | "discounts" | "refunds" | "service_charges" | "transactions"
  >,
): Minor | null {
  const { transactions } = figures;
  return transactions === 0 ? null : divideRounded(netSales(figures), transactions);
}

/**
 * The one currency of some locations.
 *
 * @throws {RestaurantError} INVALID_INPUT if there are several: money is never mixed.
 */
export function commonCurrency(locations: readonly Location[]): string {
  const byCurrency = Map.groupBy(locations, ({ currency }) => currency);
  const [[currency] = ["USD"], ...others] = byCurrency;
  if (others.length === 0) return currency;
  const groups = [...byCurrency].map(([currency, some]) =>
    `${currency}: ${some.map(({ id }) => id).join(", ")}`
  );
  throw new RestaurantError("INVALID_INPUT", "These locations have different currencies.", {
    fields: [{ field: "location", problem: "Name one location; currencies are not added up." }],
    hint: `Ask for one location at a time (${groups.join("; ")}).`,
  });
}
