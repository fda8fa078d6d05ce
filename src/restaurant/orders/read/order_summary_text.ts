import { formatDecimal, minorDigits } from "../../../values/money.ts";
import { SETTING } from "../model/order_setting.ts";
import type { OrderSummary } from "./order_summary.ts";
import { counted } from "../../../values/counted.ts";

/** An order on one line, for clients that show only text. */
export function summaryText(order: OrderSummary): string {
  const { currency, customer_text, more_items } = order;
  const notes = customer_text?.notes ?? [];
  return [
    `${order.opened} ${order.location}`,
    `order ${order.order_number} (${order.order_id})`,
    `${order.status} ${order.order_type}`,
    `${decimal(order.total, currency)} ${currency}`,
    ...(order.tip === undefined ? [] : [`tip ${decimal(order.tip, currency)}`]),
    ...(order.gratuity === undefined ? [] : [`gratuity ${decimal(order.gratuity, currency)}`]),
    ...(order.service_charges === undefined
      ? []
      : [`service charges ${decimal(order.service_charges, currency)}`]),
    ...(order.gift_cards === undefined
      ? []
      : [`gift cards sold ${decimal(order.gift_cards, currency)}`]),
    ...(order.discounts === undefined ? [] : [`discounts ${order.discounts.join(", ")}`]),
    ...(order.payments === undefined ? [] : [`paid ${order.payments.join(", ")}`]),
    ...(order.refunds === undefined ? [] : [`refunded ${order.refunds.join(", ")}`]),
    ...(order.cancelled_total === undefined
      ? []
      : [`would have been ${decimal(order.cancelled_total, currency)}`]),
    ...(order.cancelled === undefined ? [] : [`cancelled ${order.cancelled}`]),
    ...(order.table === undefined ? [] : [`table ${order.table}`]),
    ...SETTING.flatMap((name) => order[name] === undefined ? [] : [`${name} ${order[name]}`]),
    ...(order.guests === undefined ? [] : [counted(order.guests, "guest")]),
    [...order.items, ...(more_items === undefined ? [] : [`and ${more_items} more`])].join(", "),
    ...(customer_text?.name === undefined
      ? []
      : [`guest's name: ${JSON.stringify(customer_text.name)}`]),
    ...(notes.length === 0
      ? []
      : [`guest's notes: ${notes.map((note) => JSON.stringify(note)).join(", ")}`]),
  ].filter((part) => part !== "").join(" | ");
}

function decimal(amount: number, currency: string): string {
  return formatDecimal(amount, minorDigits(currency));
}
