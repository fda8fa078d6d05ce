import { SALE, type SalesFormat } from "./format.ts";

/**
 * Any file with one row for each item sold. Columns with these names are found by themselves; for
 * every other name there is a mapping. `price` and `total` are not among them, because they can
 * mean one unit or the whole line.
 */
const NAMES: SalesFormat["columns"] = {
  order_id: ["order_id", "order no", "order number", "transaction_id", "receipt number", "ticket"],
  line_id: ["line_id"],
  number: ["number"],
  date: ["date", "order_date", "transaction_date", "datetime", "order datetime"],
  time: ["time", "order_time", "transaction_time"],
  location: ["location", "store", "store_location"],
  item: ["item", "item_name", "menu item", "product", "product_name"],
  variation: ["variation", "variant", "size"],
  category: ["category", "item_category", "product_category"],
  modifiers: ["modifiers"],
  quantity: ["quantity", "qty"],
  unit_price: ["unit_price", "price each"],
  line_total: ["line_total"],
  discount: ["discount"],
  tax: ["tax"],
  tip: ["tip"],
  order_type: ["order_type", "dining option"],
  payment_method: ["payment_method", "payment type"],
  guests: ["guests", "covers"],
  table: ["table"],
};

/** Any file with one row for each item sold. */
export const generic: SalesFormat = {
  name: "generic",
  title: "Any file with one row for each item sold",
  source: "generic",
  columns: NAMES,
  required: [["order_id"], ["date"], ["item"], ["unit_price", "line_total"]],
  orderNumbersRestart: true,
  kindOf: () => SALE,
};
