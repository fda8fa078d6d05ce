import type { Refund, RefundLine } from "../orders/model/order.ts";
import { type Divisible, entriesOf } from "./divide.ts";
import {
  addFigures,
  type Figures,
  noFigures,
  type RollupEntry,
  SERVICE_CHARGES_KEY,
} from "./figures.ts";

/** The refund's subtraction from each of its groups, on the day of the refund. */
export function refundFigures(refund: Refund): RollupEntry[] {
  return entriesOf(divisibleRefund(refund));
}

/** A refund with what it takes to divide it into its groups. */
export function divisibleRefund(refund: Refund): Divisible {
  const whole = wholeRefund(refund);
  return {
    sale: refund,
    moment: refund.refunded,
    whole,
    payments: () => new Map([[refund.payment_method, whole]]),
    lines: (key) => byLine(refund, key),
  };
}

function wholeRefund({ lines, service_charges, gratuity, tips }: Refund): Figures {
  const whole = { ...noFigures(), refunds: service_charges, gratuity: -gratuity, tips: -tips };
  for (const line of lines) addFigures(whole, lineFigures(line));
  return whole;
}

function lineFigures({ quantity, amount, tax }: RefundLine): Figures {
  return { ...noFigures(), units: -quantity, refunds: amount, tax: -tax };
}

function byLine(
  { lines, service_charges }: Refund,
  key: (line: RefundLine) => string,
): Map<string, Figures> {
  const groups = new Map<string, Figures>();
  for (const line of lines) {
    addFigures(groups.getOrInsertComputed(key(line), noFigures), lineFigures(line));
  }
  if (service_charges !== 0) {
    groups.getOrInsertComputed(SERVICE_CHARGES_KEY, noFigures).refunds += service_charges;
  }
  return groups;
}
