import type { Location } from "../locations/location.ts";
import type { Reader } from "../../storage/database.ts";
import type { DateText } from "../../values/business_day.ts";
import { RestaurantError } from "../../values/errors.ts";
import { divideRounded, type Minor } from "../../values/money.ts";
import { type Figures, netSales } from "./figures.ts";
import { comparablePeriod, type Comparison, length, type Period } from "./period.ts";
import { readDataRange, readTotals } from "./read_figures.ts";
import { type Grouping, readBreakdown, type SalesGroup } from "./sales_breakdown.ts";

/** What is asked of the sales. */
export interface SalesQuestion {
  readonly period: Period;
  /** One or more, all of one currency. */
  readonly locations: readonly Location[];
  readonly group_by?: Grouping | undefined;
  readonly compare_to?: Comparison | undefined;
}

/** The sales of one period. */
export interface SalesOfPeriod {
  readonly period: Period;
  readonly figures: Figures;
  /** Business dates with at least one transaction: the days that were open. */
  readonly days_with_sales: number;
}

/** The answer, in minor units. */
export interface SalesReport {
  readonly current: SalesOfPeriod;
  readonly previous: SalesOfPeriod | null;
  readonly breakdown: readonly SalesGroup[];
  /** Null where nothing was ever sold there. */
  readonly data_range: { readonly first: DateText; readonly last: DateText } | null;
}

/** Groups that a day usually has, as hours or items; and rows that are added up in some 5 ms. */
const GROUPS_A_DAY = 30;
const FEW_ROWS = 5000;

/** Whether the answer takes so many rollups that others should not wait for it. */
export function isWide({ period, locations, group_by, compare_to }: SalesQuestion): boolean {
  const days = length(period) * locations.length * (compare_to === undefined ? 1 : 2);
  return days * (group_by === undefined ? 1 : GROUPS_A_DAY) > FEW_ROWS;
}

/** Answers from the rollups: the cost depends on days and groups, never on orders. */
export async function readSalesReport(
  reader: Reader,
  { period, locations, group_by, compare_to }: SalesQuestion,
): Promise<SalesReport> {
  const ids = locations.map(({ id }) => id);
  const before = compare_to === undefined ? null : comparablePeriod(period, compare_to);
  return {
    current: await readPeriod(reader, period, ids),
    previous: before === null ? null : await readPeriod(reader, before, ids),
    breakdown: group_by === undefined
      ? []
      : await readBreakdown(reader, group_by, period, locations),
    data_range: await readDataRange(reader, ids),
  };
}

async function readPeriod(
  reader: Reader,
  period: Period,
  location_ids: readonly string[],
): Promise<SalesOfPeriod> {
  return { period, ...await readTotals(reader, { period, location_ids }) };
}

/** Net sales for each transaction, in minor units; null where there was none. */
export function averageCheck(figures: Figures): Minor | null {
  const { transactions } = figures;
  return transactions === 0 ? null : divideRounded(netSales(figures), transactions);
}

/**
 * The one currency of some locations.
 *
 * @throws {RestaurantError} INVALID_INPUT where there are several: money is never mixed.
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
