import type { SalesFormat } from "./format.ts";
import { kindByWords } from "./kind_by_words.ts";

/** SumUp's sales report: prices include the tax beside them; refunds have no description. */
export const sumupItems: SalesFormat = {
  name: "sumup-items",
  title: "SumUp sales report",
  source: "sumup",
  columns: {
    date: ["Datum", "Date"],
    type: ["Typ", "Type"],
    order_id: ["Transaktionsnummer", "Transaction ID"],
    payment_method: ["Zahlungsmethode", "Payment method"],
    quantity: ["Menge", "Quantity"],
    item: ["Beschreibung", "Description"],
    category: ["Category"],
    currency: ["Währung", "Currency"],
    line_total: ["Preis vor Rabatt", "Price before discount"],
    discount: ["Rabatt", "Discount"],
    tax: ["Steuer", "Tax"],
  },
  required: [["date"], ["type"], ["order_id"], ["item"], ["line_total"], ["discount"], ["tax"]],
  orderNumbersRestart: false,
  pricesIncludeTax: true,
  kindOf: kindByWords,
};
