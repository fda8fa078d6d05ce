import { divideRounded, fromMilli, percent, toMajor } from "../../values/money.ts";
import { changePercent } from "./compared_figures.ts";
import { netSales, noFigures } from "./figures.ts";
import type { GroupFigures } from "./read_figures.ts";
import type { SalesAnswer } from "./sales_answer.ts";
import { CHRONICLES } from "./groupings.ts";
import type { ComparedGroup, SalesGroup } from "./sales_group.ts";
import { averageCheck, type SalesQuestion } from "./sales_report.ts";

/** One group of an answer. */
export type GroupAnswer = SalesAnswer["breakdown"][number];

/** A group in decimal units: its share of all, its average day, its change. */
export function groupAnswer(
  { figures, whole, compared, food_cost, drawer, ...group }: SalesGroup,
  allSales: number,
  currency: string,
): GroupAnswer {
  return {
    ...group,
    total_sales: toMajor(netSales(figures), currency),
    transactions: figures.transactions,
    units: fromMilli(figures.units),
    share_percent: percent(netSales(figures), allSales),
    ...(food_cost !== undefined && {
      food_cost: food_cost === null ? null : toMajor(food_cost, currency),
      margin: food_cost === null ? null : toMajor(netSales(figures) - food_cost, currency),
    }),
    ...(drawer !== undefined && drawerAnswer(drawer, currency)),
    ...(whole !== undefined && { days: whole.days, per_day: perDay(whole, currency) }),
    ...(compared !== undefined && {
      average_check: check(figures, currency),
      change: compared === null ? null : changeOf(compared, netSales(figures), currency),
    }),
  };
}

function changeOf(compared: ComparedGroup, total: number, currency: string) {
  const { now, then, isWhole } = compared;
  const [is, was] = [netSales(now), netSales(then)];
  return {
    ...(!isWhole && { compared: toMajor(is, currency) }),
    previous: toMajor(was, currency),
    difference: toMajor(is - was, currency),
    percent: groupChange(compared, total),
    average_check: check(then, currency),
  };
}

/**
 * By how much the net sales of a group changed, in percent. A group that sold, but on none of the
 * days compared, changed by no percentage.
 *
 * @param total Its net sales in all of the period.
 */
export function groupChange({ now, then }: ComparedGroup, total: number): number | null {
  const [is, was] = [netSales(now), netSales(then)];
  return is === 0 && total !== 0 ? null : changePercent(is, was);
}

/**
 * The groups that a limit keeps, in their order: of days and months the latest, of all others the
 * largest, in this period or in the one compared; or those with the lowest net sales if requested,
 * these first.
 */
export function keptGroups(
  groups: readonly SalesGroup[],
  { group_by: grouping, order }: Pick<SalesQuestion, "group_by" | "order">,
  limit: number,
): readonly SalesGroup[] {
  if (grouping === undefined) return [];
  if (order === "lowest") return lowestFirst(groups).slice(0, limit);
  if (groups.length <= limit) return groups;
  if (CHRONICLES.includes(grouping)) return groups.slice(-limit);
  const largest = new Set(groups.toSorted((a, b) => sizeOf(b) - sizeOf(a)).slice(0, limit));
  return groups.filter((group) => largest.has(group));
}

/** Of equal ones the later comes first, so that what never sold is the reverse of highest first. */
function lowestFirst(groups: readonly SalesGroup[]): readonly SalesGroup[] {
  return groups.toReversed().sort((a, b) => netSales(a.figures) - netSales(b.figures));
}

function sizeOf({ figures, compared }: SalesGroup): number {
  return Math.max(netSales(figures), netSales(compared?.then ?? noFigures()));
}

/** The money of a payment method: `left` is what the drawer must hold besides its float. */
function drawerAnswer(drawer: NonNullable<SalesGroup["drawer"]> | null, currency: string) {
  if (drawer === null) return { payments: null, taken: null, given_back: null, left: null };
  const { payments, taken, given_back } = drawer;
  return {
    payments,
    taken: toMajor(taken, currency),
    given_back: toMajor(given_back, currency),
    left: toMajor(taken - given_back, currency),
  };
}

function perDay({ days, figures }: NonNullable<SalesGroup["whole"]>, currency: string) {
  return days === 0 ? null : toMajor(divideRounded(netSales(figures), days), currency);
}

function check(figures: GroupFigures, currency: string): number | null {
  const average = averageCheck(figures);
  return average === null ? null : toMajor(average, currency);
}
