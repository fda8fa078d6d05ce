import type { Reader } from "../../storage/database.ts";
import { formatMoney, type Minor, percent, toMajor } from "../../values/money.ts";
import type { AnalyticsScope } from "./analytics_scope.ts";

/**
 * The parts of an analysis that can be asked for; `answer/section_list.ts` says how each is made.
 */
export const SECTIONS = [
  "summary",
  "drivers",
  "trend",
  "menu",
  "time",
  "losses",
  "costs",
  "labour",
  "locations",
  "basket",
] as const;

/** One of `SECTIONS`. */
export type SectionName = typeof SECTIONS[number];

/** A value of a table; null is "not recorded" or "not known". */
export type Cell = string | number | null;

/** A small table; amounts are decimal. */
export interface Table {
  readonly title: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly Cell[])[];
  /** Rows that were left out. */
  readonly omitted?: number;
}

/** A sentence with figures that were computed, and how much money it is about. */
export interface Finding {
  readonly text: string;
  /** Minor units that it explains or concerns; the largest come first in a short answer. */
  readonly weight: Minor;
  /** Whether the short answer may choose it; what only gives context is not. */
  readonly isNotable?: boolean;
}

/** One section of an analysis. */
export interface Section {
  readonly section: SectionName;
  readonly findings: readonly Finding[];
  readonly figures: Readonly<Record<string, number | null>>;
  readonly tables: readonly Table[];
  /** What readers must know: what is missing, and on which assumption it rests. */
  readonly notes: readonly string[];
  /** Calls that show what is behind it. */
  readonly see_more: readonly string[];
}

/** What a section is computed from. */
export interface SectionInput {
  readonly reader: Reader;
  readonly scope: AnalyticsScope;
  /** Aborted when the caller no longer waits for the answer. */
  readonly signal: AbortSignal;
  /** Whether names of employees may be shown. */
  readonly showsNames: boolean;
}

/** Computes one section. */
export type SectionReader = (input: SectionInput) => Promise<Section>;

/** A section with what it has; the rest is empty. */
export function sectionOf(
  section: SectionName,
  parts: Partial<Omit<Section, "section">>,
): Section {
  return { section, findings: [], figures: {}, tables: [], notes: [], see_more: [], ...parts };
}

/** An amount in words: `1,234.50 USD`. */
export function moneyText(amount: Minor, { currency }: Pick<AnalyticsScope, "currency">): string {
  return formatMoney(Math.round(amount), currency);
}

/** An amount in words with its sign: `+12.00 USD`. */
export function changeText(amount: Minor, scope: Pick<AnalyticsScope, "currency">): string {
  return `${amount > 0 ? "+" : ""}${moneyText(amount, scope)}`;
}

/** An amount as decimal number, for a cell; null stays null. */
export function major(
  amount: Minor | null,
  { currency }: Pick<AnalyticsScope, "currency">,
): number | null {
  return amount === null ? null : toMajor(Math.round(amount), currency);
}

/** A change in percent of the old value; null if that was nothing. */
export function changePercent(current: number, previous: number): number | null {
  return percent(Math.round(current - previous), Math.abs(Math.round(previous)));
}

/** A number with at most so many decimals. */
export function rounded(value: number, digits = 2): number {
  return Math.round(value * 10 ** digits) / 10 ** digits;
}

/** The first rows of a table, and how many were left out. */
export function firstRows<Row>(
  rows: readonly Row[],
  most: number,
): { readonly rows: readonly Row[]; readonly omitted?: number } {
  return rows.length <= most
    ? { rows }
    : { rows: rows.slice(0, most), omitted: rows.length - most };
}
