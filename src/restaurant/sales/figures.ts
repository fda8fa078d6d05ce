import { FIGURES, type Figures } from "../../storage/schema/tables/sales.ts";
import type { Minor } from "../../values/money.ts";

export type { Figures };

/** The figures of one group: of an hour, of a category, of a day. */
export interface RollupEntry {
  readonly location_id: string;
  readonly dimension: string;
  readonly business_date: string;
  /** Which hour, category, item, order type or payment method; empty for the day. */
  readonly key: string;
  readonly figures: Figures;
}

/** The key of service charges among categories and items: they belong to the order, not to a dish. */
export const SERVICE_CHARGES_KEY = "";

/** The key of sales whose channel is not known. */
export const UNKNOWN_CHANNEL = "unknown";

/**
 * The most that one figure of a location's business date may come to, in minor units or thousandths:
 * a hundred billion dollars. 900 such days still add up to less than 2⁵³, so that no total of theirs
 * is too large to be read.
 */
export const MOST_OF_A_DAY = 10_000_000_000_000;

/** The names of all figures, in the order of their columns. */
export const FIGURE_NAMES = Object.keys(FIGURES) as readonly (keyof Figures)[];

const ZERO = Object.fromEntries(FIGURE_NAMES.map((name) => [name, 0])) as Figures;

/** All figures at zero. */
export function noFigures(): Figures {
  return { ...ZERO };
}

/**
 * Adds `change` to `total` in place; with `sign` -1, subtracts it. Each is written out, because a loop
 * over their names takes ten times as long, and every order adds to a dozen groups.
 */
export function addFigures(total: Figures, change: Readonly<Figures>, sign: 1 | -1 = 1): void {
  total.transactions += sign * change.transactions;
  total.units += sign * change.units;
  total.gross += sign * change.gross;
  total.discounts += sign * change.discounts;
  total.refunds += sign * change.refunds;
  total.service_charges += sign * change.service_charges;
  total.gratuity += sign * change.gratuity;
  total.tax += sign * change.tax;
  total.tips += sign * change.tips;
  total.gift_cards += sign * change.gift_cards;
  total.guests += sign * change.guests;
  total.guest_transactions += sign * change.guest_transactions;
  total.voids += sign * change.voids;
  total.voided_lines += sign * change.voided_lines;
}

/** Whether every figure is zero: such a row is the same as no row. */
export function isNothing(figures: Figures): boolean {
  for (const name of FIGURE_NAMES) if (figures[name] !== 0) return false;
  return true;
}

/**
 * Whether a change may bring a row to zero. One that adds a transaction or a void cannot, because
 * no row has fewer than none of them. One that only adds elsewhere may: it can offset a tip's
 * refund.
 */
export function mayEmpty({ transactions, voided_lines }: Figures): boolean {
  return transactions <= 0 && voided_lines <= 0;
}

/**
 * Net sales: gross less discounts and refunds, plus service charges that are no gratuity. Tax, tips,
 * gratuity, gift cards and voids are not in it.
 *
 * Source: Toast analytics "net sales" (item prices after discounts + non-gratuity service charges).
 */
export function netSales(
  figures: Pick<Figures, "gross" | "discounts" | "refunds" | "service_charges">,
): Minor {
  return figures.gross - figures.discounts - figures.refunds + figures.service_charges;
}
