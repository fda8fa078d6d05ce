import { unknownText } from "../../cells/row_problem.ts";
import type { Cell, RowKind, SalesFormat } from "./format.ts";

const VOIDED = / \(voided\)$/i;

/**
 * Square's items export, all generations from 2017 to 2026. One row for each item of a transaction.
 * Some have `Product Sales` before discounts and use `Gross Sales` for what was paid with tax; those
 * leave out the transaction and the time, but link to the transaction in `Details`.
 */
export const squareItems: SalesFormat = {
  name: "square-items",
  title: "Square items",
  source: "square",
  columns: {
    order_id: ["Transaction ID"],
    link: ["Details"],
    date: ["Date"],
    time: ["Time"],
    time_zone: ["Time Zone"],
    location: ["Location"],
    item: ["Item"],
    variation: ["Price Point Name"],
    category: ["Category"],
    modifiers: ["Modifiers Applied"],
    quantity: ["Qty"],
    line_total: ["Product Sales", "Gross Sales"],
    discount: ["Discounts"],
    net: ["Net Sales"],
    tax: ["Tax"],
    order_type: ["Dining Option"],
    server: ["Employee"],
    channel: ["Channel"],
    register: ["Device Name"],
    type: ["Event Type"],
    deferred: ["Itemization Type"],
  },
  required: [["date"], ["item"], ["quantity"], ["variation"], ["line_total"], ["net"], [
    "order_id",
    "link",
  ]],
  orderNumbersRestart: false,
  kindOf(cell) {
    return {
      event: eventOf(cell("type")),
      voided: VOIDED.test(cell("item")),
      gift_card: /gift card/i.test(cell("deferred")),
    };
  },
  orderId: (cell) => cell("order_id") || transactionOf(cell),
  // A custom amount, or a refund of one, has no item.
  itemName: (cell) => cell("item").replace(VOIDED, "") || "Custom Amount",
};

function eventOf(text: string): RowKind["event"] {
  if (/^(payment)?$/i.test(text)) return "sale";
  if (/^refund$/i.test(text)) return "refund";
  throw unknownText("type", text);
}

/** `https://app.squareup.com/dashboard/sales/transactions/<id>/by-unit/<location>` */
function transactionOf(cell: Cell): string {
  return /\/transactions\/(\w+)/.exec(cell("link"))?.[1] ?? "";
}
