import type { SalesFormat } from "./format.ts";
import { kindByWords } from "./kind_by_words.ts";

/**
 * Any file with one row for each item sold. Columns with these names are found by themselves; for
 * every other name there is a mapping. `price` and `total` are not among them, because they can
 * mean one unit or the whole line.
 */
export const generic: SalesFormat = {
  name: "generic",
  title: "Any file with one row for each item sold",
  source: "generic",
  columns: {
    order_id: [
      "order_id",
      "order no",
      "order number",
      "transaction_id",
      "receipt number",
      "ticket",
    ],
    line_id: ["line_id"],
    number: ["number"],
    date: ["date", "order_date", "transaction_date", "datetime", "order datetime"],
    time: ["time", "order_time", "transaction_time"],
    time_zone: ["time_zone"],
    location: ["location", "store", "store_location"],
    register: ["register", "till"],
    server: ["server", "employee", "cashier", "waiter", "sold by"],
    channel: ["channel", "order channel", "sales channel", "order source"],
    reason: [
      ...["reason", "void reason", "discount reason", "comp reason", "refund reason"],
      "discount name",
    ],
    reduction: ["reduction", "discount type"],
    item: ["item", "item_name", "menu item", "product", "product_name"],
    variation: ["variation", "variant", "size"],
    category: ["category", "item_category", "product_category"],
    modifiers: ["modifiers"],
    quantity: ["quantity", "qty"],
    unit_price: ["unit_price", "price each"],
    line_total: ["line_total"],
    discount: ["discount"],
    net: ["net"],
    tax: ["tax"],
    tip: ["tip"],
    type: ["event_type"],
    status: ["status"],
    refund_amount: ["refund_amount"],
    currency: ["currency"],
    order_type: ["order_type", "dining option"],
    payment_method: ["payment_method", "payment type"],
    guests: ["guests", "covers"],
    table: ["table"],
  },
  required: [["order_id"], ["date"], ["item"], ["unit_price", "line_total"]],
  orderNumbersRestart: true,
  kindOf: kindByWords,
};
