import { type Order, type OrderLine, orderTotals, UNKNOWN_PAYMENT } from "../orders/model/order.ts";
import { allocate } from "../../values/money.ts";
import type { Groups } from "./detail_figures.ts";
import { type Divisible, entriesOf } from "./divide.ts";
import {
  FIGURE_NAMES,
  type Figures,
  noFigures,
  type RollupEntry,
  SERVICE_CHARGES_KEY,
} from "./figures.ts";

/** The contribution of an order to each of its groups. */
export function orderFigures(order: Order): RollupEntry[] {
  return entriesOf(divisibleOrder(order));
}

/** An order with what it takes to divide it into its groups. */
export function divisibleOrder(order: Order): Divisible {
  const whole = wholeOrder(order);
  return {
    sale: order,
    moment: order.opened,
    whole,
    payments: () => byPayment(order, whole),
    lines: (key) => byLine(order, whole, key),
  };
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
function byPayment(order: Order, whole: Figures): Groups {
  const first = order.payments[0]?.method ?? UNKNOWN_PAYMENT;
  if (order.payments.every(({ method }) => method === first)) return new Map([[first, whole]]);
  const methods = [...new Set(order.payments.map(({ method }) => method))];
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
  return new Map(methods.map((method, i) => {
    const figures = { ...noFigures(), ...parts[i], transactions: whole.transactions };
    figures.tips = whole.tips === 0 ? 0 : paid[i]?.tips ?? 0;
    return [method, figures];
  }));
}

function byLine(
  order: Order,
  { service_charges }: Figures,
  key: (line: OrderLine) => string,
): Map<string, Figures> {
  const groups = new Map<string, Figures>();
  for (const line of order.lines) {
    addLine(groups.getOrInsertComputed(key(line), noFigures), order, line);
  }
  if (service_charges !== 0) {
    groups.getOrInsertComputed(SERVICE_CHARGES_KEY, noFigures).service_charges += service_charges;
  }
  return groups;
}
