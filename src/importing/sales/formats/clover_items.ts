import { flagOf } from "../../cells/row_words.ts";
import type { SalesFormat } from "./format.ts";
import { kindByWords } from "./kind_by_words.ts";

/** Clover's LineItemsExport: one row for each item; discounts of the order are in `Item Total`. */
export const cloverItems: SalesFormat = {
  name: "clover-items",
  title: "Clover line items",
  source: "clover",
  columns: {
    date: ["Line Item Date"],
    order_id: ["Order ID"],
    item: ["Item Name"],
    modifiers: ["Modifiers"],
    line_total: ["Total Revenue"],
    net: ["Item Total"],
    tax: ["Tax Amount"],
    currency: ["Currency"],
    type: ["Refunded"],
    status: ["Order Payment State"],
    server: ["Order Employee Name"],
    reason: ["Discounts", "Order Discounts"],
  },
  required: [["date"], ["order_id"], ["item"], ["line_total"], ["net"]],
  orderNumbersRestart: false,
  kindOf(cell) {
    const kind = kindByWords((field) => field === "type" ? "" : cell(field));
    return { ...kind, refunded: kind.refunded || flagOf(cell("type")) === true };
  },
};
