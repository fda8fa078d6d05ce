import { eachSetting } from "../../../restaurant/orders/model/order_setting.ts";
import { unknownText } from "../../cells/row_problem.ts";
import type { SalesFormat } from "./format.ts";
import { readMenuItem, readModifiers, readOrderParts } from "./order_parts.ts";

const STATES = ["sold", "voided", "gift_card", "cancelled"];

/**
 * What `restaurant-mcp export orders` writes. A refund is a receipt of its own. The apostrophe that
 * keeps spreadsheets from treating a name as a formula is removed again.
 */
export const ownExport: SalesFormat = {
  name: "restaurant-mcp",
  title: "restaurant-mcp export",
  source: "restaurant-mcp-export",
  columns: {
    order_id: ["order_id"],
    line_id: ["line_id"],
    number: ["number"],
    date: ["date"],
    time: ["time"],
    time_zone: ["time_zone"],
    currency: ["currency"],
    location: ["location"],
    item: ["item"],
    variation: ["variation"],
    category: ["category"],
    modifiers: ["modifiers"],
    quantity: ["quantity"],
    line_total: ["line_total"],
    discount: ["discount"],
    tax: ["tax"],
    tip: ["tip"],
    order_type: ["order_type"],
    payment_method: ["payment_method"],
    guests: ["guests"],
    table: ["table"],
    type: ["event"],
    status: ["status"],
    ...eachSetting((name) => [name]),
    reason: ["reason"],
    payments: ["payments"],
    service_charges: ["service_charges"],
    discounts: ["discounts"],
    modifier_prices: ["modifier_prices"],
    menu_item: ["menu_item"],
  },
  required: [["order_id"], ["line_id"], ["date"], ["item"], ["line_total"], ["type"], ["status"]],
  orderNumbersRestart: false,
  kindOf(cell) {
    const [event, status] = [cell("type"), cell("status")];
    if (event !== "sale" && event !== "refund") throw unknownText("type", event);
    if (!STATES.includes(status)) throw unknownText("status", status);
    const voided = status === "voided" || status === "cancelled";
    return { event, voided, gift_card: status === "gift_card" };
  },
  orderParts: readOrderParts,
  modifiersOf: readModifiers,
  menuItemOf: readMenuItem,
  itemName: (cell) => cell("item").replace(/^'(?=[=+\-@])/, ""),
};
