import { formatDecimal, minorDigits } from "../../values/money.ts";
import type { PurchaseAnswer } from "./purchase_answer.ts";

/** Purchase orders in words and small tables, for clients that show only text. */
export function purchaseText({ purchase_orders, notes }: PurchaseAnswer): string {
  return [...purchase_orders.flatMap(orderLines), ...notes].join("\n");
}

function orderLines(order: PurchaseAnswer["purchase_orders"][number]): string[] {
  const { currency, lines, more_lines } = order;
  const money = (amount: number) => `${formatDecimal(amount, minorDigits(currency))} ${currency}`;
  return [
    `Purchase order ${order.purchase_order_id} (${order.status}): ${order.supplier} for ` +
    `${order.location}, ${money(order.total)}` +
    `${order.expected_on === null ? "" : `, expected on ${order.expected_on}`}.`,
    "ingredient | packs | received | pack | cost | why",
    ...lines.map((line) =>
      [
        `${line.name} (${line.item_id})`,
        line.packs,
        line.received_packs,
        `${line.pack_size} ${line.unit} at ${money(line.pack_cost)}`,
        money(line.cost),
        line.reason,
      ].join(" | ")
    ),
    ...(more_lines === undefined ? [] : [`… ${more_lines} more`]),
  ];
}
