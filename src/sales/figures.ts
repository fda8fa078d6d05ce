import { type Order, type OrderLine, orderTotals, type Refund } from "../orders/order.ts";
import type { Dimension } from "../storage/schema.ts";
import type { Moment } from "../values/business_day.ts";
import { allocate, type Milli, type Minor } from "../values/money.ts";

/** What is counted for every group of sales. All are sums, so groups can be added up. */
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
  readonly dimension: Dimension;
  readonly business_date: string;
  /** Which hour, category, item, order type or payment method; empty for the day. */
  readonly key: string;
  readonly figures: Figures;
}

/** The key of service charges among categories and items: they belong to the order, not to a dish. */
export const SERVICE_CHARGES_KEY = "";

/** The key of sales whose payment is not known. */
export const UNKNOWN_PAYMENT = "unknown";

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

/** Adds `change` to `total` in place; with `sign` -1, takes it away. */
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

/** What an order adds to each group that it belongs to. */
export function orderFigures(order: Order): RollupEntry[] {
  const whole = wholeOrder(order);
  return [
    ...wholeEntries(order.location_id, order.opened, order.order_type, whole),
    ...byPayment(order, whole),
    ...byLine(order, whole, "category", (line) => line.category),
    ...byLine(order, whole, "item", (line) => line.menu_item_id),
  ];
}

/** What a refund takes from each group, on the day of the refund. */
export function refundFigures(refund: Refund): RollupEntry[] {
  const charges: Figures = {
    ...noFigures(),
    refunds: refund.service_charges,
    gratuity: -refund.gratuity,
    tips: -refund.tips,
  };
  const lines = refund.lines.map((line) => ({
    line,
    figures: { ...noFigures(), units: -line.quantity, refunds: line.amount, tax: -line.tax },
  }));
  const whole = { ...charges };
  for (const { figures } of lines) addFigures(whole, figures);
  const entry = entryAt(refund.location_id, refund.refunded);
  const serviceCharges = { ...noFigures(), refunds: refund.service_charges };
  const byKey = (dimension: "category" | "item", key: (line: typeof lines[number]) => string) => {
    const groups = new Map<string, Figures>();
    for (const line of lines) addFigures(at(groups, key(line)), line.figures);
    if (refund.service_charges !== 0) addFigures(at(groups, SERVICE_CHARGES_KEY), serviceCharges);
    return [...groups].map(([key, figures]) => entry(dimension, key, figures));
  };
  return [
    ...wholeEntries(refund.location_id, refund.refunded, refund.order_type, whole),
    entry("payment_method", refund.payment_method, whole),
    ...byKey("category", ({ line }) => line.category),
    ...byKey("item", ({ line }) => line.menu_item_id),
  ];
}

/** The figures of a key, made at zero on first use. */
function at(groups: Map<string, Figures>, key: string): Figures {
  const known = groups.get(key);
  if (known !== undefined) return known;
  const fresh = noFigures();
  groups.set(key, fresh);
  return fresh;
}

function entryAt(location_id: string, { business_date }: Moment) {
  return (dimension: Dimension, key: string, figures: Figures): RollupEntry => ({
    location_id,
    dimension,
    business_date,
    key,
    figures,
  });
}

function wholeEntries(
  location_id: string,
  moment: Moment,
  orderType: string,
  figures: Figures,
): RollupEntry[] {
  const entry = entryAt(location_id, moment);
  return [
    entry("day", "", figures),
    entry("hour", String(moment.local_hour).padStart(2, "0"), figures),
    entry("order_type", orderType, figures),
  ];
}

function wholeOrder(order: Order): Figures {
  const figures = noFigures();
  for (const line of order.lines) addLine(figures, order, line);
  const { service_charges, gratuity, tips } = orderTotals(order);
  figures.service_charges = service_charges;
  figures.gratuity = gratuity;
  figures.tips = tips;
  if (figures.transactions > 0 && order.guests !== null) {
    figures.guests = order.guests;
    figures.guest_transactions = 1;
  }
  return figures;
}

/** Counts a line as what it is: void, gift card, or sold. */
function addLine(figures: Figures, order: Order, line: OrderLine): void {
  if (line.voided || order.status === "cancelled") {
    figures.voids += line.gross;
    figures.voided_lines += 1;
  } else if (line.gift_card) {
    figures.gift_cards += line.gross - line.discount;
  } else {
    figures.transactions = 1;
    figures.units += line.quantity;
    figures.gross += line.gross;
    figures.discounts += line.discount;
    figures.tax += line.tax;
  }
}

/** An order paid in several ways counts once for each way, its amounts in proportion to them. */
function byPayment(order: Order, whole: Figures): RollupEntry[] {
  const entry = entryAt(order.location_id, order.opened);
  const [only, ...others] = new Set(order.payments.map((payment) => payment.method));
  if (others.length === 0) return [entry("payment_method", only ?? UNKNOWN_PAYMENT, whole)];
  const methods = [only ?? UNKNOWN_PAYMENT, ...others];
  const paid = methods.map((method) => {
    const payments = order.payments.filter((payment) => payment.method === method);
    return {
      amount: payments.reduce((sum, payment) => sum + payment.amount, 0),
      tips: payments.reduce((sum, payment) => sum + payment.tip, 0),
    };
  });
  const weights = paid.map(({ amount }) => Math.max(amount, 0));
  const parts = methods.map(noFigures);
  for (const name of FIGURE_NAMES) {
    allocate(whole[name], weights).forEach((amount, i) => {
      const part = parts[i];
      if (part !== undefined) part[name] = amount;
    });
  }
  return methods.map((method, i) => {
    const figures = { ...noFigures(), ...parts[i], transactions: whole.transactions };
    figures.tips = whole.tips === 0 ? 0 : paid[i]?.tips ?? 0;
    return entry("payment_method", method, figures);
  });
}

function byLine(
  order: Order,
  { service_charges }: Figures,
  dimension: "category" | "item",
  key: (line: OrderLine) => string,
): RollupEntry[] {
  const groups = new Map<string, Figures>();
  for (const line of order.lines) addLine(at(groups, key(line)), order, line);
  if (service_charges !== 0) at(groups, SERVICE_CHARGES_KEY).service_charges += service_charges;
  const entry = entryAt(order.location_id, order.opened);
  return Array.from(groups, ([key, figures]) => entry(dimension, key, figures));
}
