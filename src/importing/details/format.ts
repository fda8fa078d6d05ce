import type { SettingName } from "../../restaurant/orders/model/order_setting.ts";
import type { Format } from "../kind/format.ts";

/** What a column of a file about whole orders or their payments can hold. */
export type DetailField =
  | "order_id"
  | "date"
  | "time"
  | "time_zone"
  | "location"
  | "event"
  | "guests"
  | "table"
  | SettingName
  | "gratuity"
  | "tip"
  | "payment_id"
  | "amount"
  | "method"
  | "other_method"
  | "status"
  | "collected"
  | "card"
  | "cash"
  | "gift_card"
  | "cash_app"
  | "other";

/** How a file that completes orders is read. */
export interface DetailFormat extends Format<DetailField> {
  /** The system that the orders belong to. */
  readonly source: string;
  /** Whether a row is a payment, a transaction with amounts by tender, or an order as a whole. */
  readonly row: "payment" | "tenders" | "order";
}

/** Square's transactions: one row for each, with an amount for each kind of tender. */
export const squareTransactions: DetailFormat = {
  name: "square-transactions",
  title: "Square transactions",
  source: "square",
  row: "tenders",
  columns: {
    order_id: ["Transaction ID"],
    date: ["Date"],
    time: ["Time"],
    time_zone: ["Time Zone"],
    location: ["Location"],
    event: ["Event Type"],
    tip: ["Tip"],
    collected: ["Total Collected"],
    card: ["Card"],
    cash: ["Cash"],
    gift_card: ["Square Gift Card"],
    cash_app: ["Cash App"],
    other: ["Other Tender"],
    other_method: ["Other Tender Type"],
    payment_id: ["Payment ID"],
    status: ["Transaction Status"],
    server: ["Staff Name"],
    channel: ["Channel"],
    register: ["Device Name"],
  },
  required: [["order_id"], ["date"], ["collected"], ["tip"], ["card"], ["cash"]],
};

/** Toast's OrderDetails.csv: one row for each order. */
export const toastOrders: DetailFormat = {
  name: "toast-orders",
  title: "Toast OrderDetails",
  source: "toast",
  row: "order",
  columns: {
    order_id: ["Order Id"],
    date: ["Opened"],
    location: ["Location"],
    guests: ["# of Guests"],
    table: ["Table"],
    server: ["Server"],
    channel: ["Order Source"],
    gratuity: ["Gratuity"],
    tip: ["Tip"],
    status: ["Voided"],
  },
  required: [["order_id"], ["date"], ["guests"], ["tip"]],
  usualDateOrder: "mdy",
};

/** Toast's PaymentDetails.csv: one row for each payment. */
export const toastPayments: DetailFormat = {
  name: "toast-payments",
  title: "Toast PaymentDetails",
  source: "toast",
  row: "payment",
  columns: {
    order_id: ["Order Id"],
    payment_id: ["Payment Id"],
    date: ["Order Date", "Paid Date"],
    location: ["Location"],
    table: ["Table"],
    server: ["Server"],
    amount: ["Amount"],
    tip: ["Tip"],
    status: ["Status"],
    method: ["Type"],
    other_method: ["Other Type"],
  },
  required: [["order_id"], ["payment_id"], ["date"], ["amount"], ["tip"], ["method"]],
  usualDateOrder: "mdy",
};
