import { formatDecimal, minorDigits } from "../../../values/money.ts";
import type { OrderSummary } from "./order_summary.ts";

/** An order on one line, for clients that show only text. */
export function summaryText(order: OrderSummary): string {
  const { currency, customer_text, more_items } = order;
  const notes = customer_text?.notes ?? [];
  return [
    `${order.opened} ${order.location}`,
    `order ${order.order_number} (${order.order_id})`,
    `${order.status} ${order.order_type}`,
    `${formatDecimal(order.total, minorDigits(currency))} ${currency}`,
    ...(order.table === undefined ? [] : [`table ${order.table}`]),
    ...(order.guests === undefined ? [] : [`${order.guests} guests`]),
    [...order.items, ...(more_items === undefined ? [] : [`and ${more_items} more`])].join(", "),
    ...(customer_text?.name === undefined
      ? []
      : [`guest's name: ${JSON.stringify(customer_text.name)}`]),
    ...(notes.length === 0
      ? []
      : [`guest's notes: ${notes.map((note) => JSON.stringify(note)).join(", ")}`]),
  ].filter((part) => part !== "").join(" | ");
}
