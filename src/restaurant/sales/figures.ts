import type { Milli, Minor } from "../../values/money.ts";

/** The figures of every group of sales. All are sums, so groups can be added. */
export interface Figures {
  /** Orders with at least one line that was sold. */
  transactions: number;
  /** Sold less returned. */
  units: Milli;
  gross: Minor;
  discounts: Minor;
  /** Net amounts given back, positive. */
  refunds: Minor;
  /** Charges that are no gratuity; those given back are in `refunds`. */
  service_charges: Minor;
  gratuity: Minor;
  tax: Minor;
  tips: Minor;
  gift_cards: Minor;
  guests: number;
  /** Transactions whose guests were counted. */
  guest_transactions: number;
  /** Gross of voided lines; outside every other figure. */
  voids: Minor;
  voided_lines: number;
}

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

/** The key of sales whose payment is not known. */
export const UNKNOWN_PAYMENT = "unknown";

/** The key of sales whose channel is not known. */
export const UNKNOWN_CHANNEL = "unknown";

/** All figures at zero. */
export function noFigures(): Figures {
  return {
    transactions: 0,
    units: 0,
    gross: 0,
    discounts: 0,
    refunds: 0,
    service_charges: 0,
    gratuity: 0,
    tax: 0,
    tips: 0,
    gift_cards: 0,
    guests: 0,
    guest_transactions: 0,
    voids: 0,
    voided_lines: 0,
  };
}

/** The names of all figures, in the order of their columns. */
export const FIGURE_NAMES = Object.keys(noFigures()) as (keyof Figures)[];

/** Adds `change` to `total` in place; with `sign` -1, subtracts it. */
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
  return FIGURE_NAMES.every((name) => figures[name] === 0);
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
