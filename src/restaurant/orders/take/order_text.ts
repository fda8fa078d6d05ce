import { formatDecimal, minorDigits } from "../../../values/money.ts";
import type { OrderAnswer } from "./order_answer.ts";

/** A taken order in words, for clients that show only text. */
export function orderText(order: OrderAnswer): string {
  const { estimated_time: time, totals, notes } = order;
  const amount = (major: number) => formatDecimal(major, minorDigits(totals.currency));
  return [
    `Order ${order.order_number} (order_id ${order.order_id}) received at ${order.location}: ` +
    `total ${amount(totals.total)} ${totals.currency} = ${amount(totals.subtotal)} + tax ` +
    `${amount(totals.tax)}.`,
    `Ready in ${time.minutes} min, at ${time.ready_at.slice(0, 16).replace("T", " ")} local ` +
    `time: ${time.explanation}`,
    ...notes,
  ].join("\n");
}
