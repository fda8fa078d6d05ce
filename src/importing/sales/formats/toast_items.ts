import { unknownText } from "../../cells/row_problem.ts";
import type { Cell, Field, SalesFormat } from "./format.ts";

/**
 * Toast's ItemSelectionDetails.csv. Its field reference writes `Discnt` and `Sales Cateogry`; the
 * files themselves write `Discount` and `Sales Category`.
 *
 * Source: Toast platform guide, "Data export field reference".
 */
export const toastItems: SalesFormat = {
  name: "toast-items",
  title: "Toast ItemSelectionDetails",
  source: "toast",
  columns: {
    order_id: ["Order Id"],
    line_id: ["Item Selection Id"],
    number: ["Order #"],
    date: ["Order Date", "Sent Date"],
    location: ["Location"],
    item: ["Menu Item"],
    category: ["Sales Category", "Sales Cateogry", "Menu Group"],
    quantity: ["Qty"],
    line_total: ["Gross Price"],
    discount: ["Discount", "Discnt"],
    net: ["Net Price"],
    tax: ["Tax"],
    order_type: ["Dining Option"],
    table: ["Table"],
    server: ["Server"],
    status: ["Void?"],
    deferred: ["Deferred"],
  },
  required: [["order_id"], ["line_id"], ["date"], ["item"], ["quantity"], ["line_total"], ["net"], [
    "status",
  ]],
  usualDateOrder: "mdy",
  orderNumbersRestart: false,
  kindOf: (cell) => ({
    event: "sale",
    voided: isTrue("status", cell),
    gift_card: isTrue("deferred", cell),
  }),
};

function isTrue(field: Field, cell: Cell): boolean {
  if (/^(true|yes|1)$/i.test(cell(field))) return true;
  if (/^(false|no|0)?$/i.test(cell(field))) return false;
  throw unknownText(field, cell(field));
}
