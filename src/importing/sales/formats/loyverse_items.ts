import { unknownText } from "../../cells/row_problem.ts";
import type { SalesFormat } from "./format.ts";

/** Loyverse's "receipts by item" export. A refund is a receipt of its own, with its own number. */
export const loyverseItems: SalesFormat = {
  name: "loyverse-items",
  title: "Loyverse receipts by item",
  source: "loyverse",
  columns: {
    order_id: ["Receipt number"],
    date: ["Date"],
    location: ["Store"],
    item: ["Item", "Item name"],
    variation: ["Variant"],
    category: ["Category"],
    modifiers: ["Modifiers applied"],
    quantity: ["Quantity"],
    line_total: ["Gross sales"],
    discount: ["Discounts"],
    net: ["Net sales"],
    tax: ["Taxes"],
    order_type: ["Dining option"],
    event: ["Receipt type"],
    status: ["Status"],
  },
  required: [["order_id"], ["event"], ["date"], ["item"], ["quantity"], ["line_total"], ["net"]],
  orderNumbersRestart: false,
  kindOf(cell) {
    const event = cell("event").toLowerCase();
    if (event !== "sale" && event !== "refund") throw unknownText("event", event);
    return { event, voided: /^(cancel|void)/i.test(cell("status")), gift_card: false };
  },
};
