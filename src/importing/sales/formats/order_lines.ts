import type { SalesFormat } from "./format.ts";
import { kindByWords } from "./kind_by_words.ts";

/** Shopify's orders export: the order's cells are filled on its first line only. */
export const shopifyOrders: SalesFormat = {
  name: "shopify-orders",
  title: "Shopify orders",
  source: "shopify",
  columns: {
    order_id: ["Name"],
    date: ["Created at"],
    status: ["Financial Status"],
    currency: ["Currency"],
    item: ["Lineitem name"],
    quantity: ["Lineitem quantity"],
    unit_price: ["Lineitem price"],
    discount: ["Lineitem discount"],
    order_discount: ["Discount Amount"],
    order_tax: ["Taxes"],
    refund_amount: ["Refunded Amount"],
    location: ["Location"],
    payment_method: ["Payment Method"],
    server: ["Employee"],
    channel: ["Source"],
    reason: ["Discount Code"],
  },
  required: [["order_id"], ["date"], ["item"], ["quantity"], ["unit_price"]],
  orderNumbersRestart: false,
  kindOf(cell) {
    // The refunded amount has its own column, even for a full refund.
    const kind = kindByWords(cell);
    return cell("refund_amount") === "" ? kind : { ...kind, refunded: false };
  },
};

/**
 * Odoo's export of orders with their lines; the order's cells are filled on its first line only.
 */
export const odooOrders: SalesFormat = {
  name: "odoo-orders",
  title: "Odoo orders with lines",
  source: "odoo",
  columns: {
    order_id: ["Order Reference", "Order Ref", "Receipt Number"],
    date: ["Order Date", "Date", "Creation Date"],
    item: ["Order Lines/Product", "Order Lines/Full Product Name", "Order Lines/Description"],
    quantity: ["Order Lines/Quantity"],
    unit_price: ["Order Lines/Unit Price"],
    status: ["Status"],
    currency: ["Currency"],
    table: ["Table"],
    guests: ["Guests"],
    server: ["Cashier", "Employee", "Salesperson"],
    register: ["Point of Sale"],
  },
  required: [["order_id"], ["date"], ["item"], ["quantity"], ["unit_price"]],
  orderNumbersRestart: false,
  kindOf: kindByWords,
};

/** ERPNext's export of invoices with their items. */
export const erpnextInvoices: SalesFormat = {
  name: "erpnext-invoices",
  title: "ERPNext invoices with items",
  source: "erpnext",
  columns: {
    order_id: ["ID"],
    date: ["Posting Date", "Date"],
    time: ["Posting Time"],
    item: ["Item Name (Items)", "Item (Items)"],
    quantity: ["Quantity (Items)"],
    unit_price: ["Rate (Items)"],
    status: ["Status"],
    currency: ["Currency"],
  },
  required: [["order_id"], ["date"], ["item"], ["quantity"], ["unit_price"]],
  orderNumbersRestart: false,
  kindOf: kindByWords,
};
