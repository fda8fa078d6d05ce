import type { MenuItem } from "../../../restaurant/menu/menu_items.ts";
import type { OrderLineModifier } from "../../../restaurant/orders/model/order.ts";
import type { Format } from "../../kind/format.ts";
import type { OrderParts } from "../../../restaurant/orders/model/order_parts.ts";
import type { SettingName } from "../../../restaurant/orders/model/order_setting.ts";

/** What a column of a sales file can hold. */
export type Field =
  | "order_id"
  | "line_id"
  | "number"
  | "date"
  | "time"
  | "time_zone"
  | "location"
  | "item"
  | "variation"
  | "category"
  | "modifiers"
  | "quantity"
  | "unit_price"
  | "line_total"
  | "discount"
  | "net"
  | "tax"
  | "tip"
  | "order_type"
  | "payment_method"
  | "guests"
  | "table"
  | "type"
  | "status"
  | "deferred"
  | "currency"
  | "refund_amount"
  /** On the first row of an order, for all of it. */
  | "order_discount"
  | "order_tax"
  | SettingName
  /** Why something was voided, reduced or given back. */
  | "reason"
  /** What kind of reduction it was: comp, promotion. */
  | "reduction"
  | "link"
  /** As JSON, our own export only: parts of a whole order, prices of modifiers, a renamed item. */
  | "payments"
  | "service_charges"
  | "discounts"
  | "modifier_prices"
  | "menu_item";

/** The names by which a menu item is known now. */
export type SoldItem = Pick<MenuItem, "name" | "category">;

/** The text of a row's cell without surrounding spaces; empty if there is no such column. */
export type Cell = (field: Field) => string;

/** The type of a row. */
export interface RowKind {
  readonly event: "sale" | "refund";
  /** Taken back before it was paid, or cancelled: never a sale. */
  readonly voided: boolean;
  readonly gift_card: boolean;
  /** A sale that was given back whole since. */
  readonly refunded?: boolean;
  /** Not paid yet, so not a sale. */
  readonly unpaid?: boolean;
}

/** How the export of one point of sale is read. */
export interface SalesFormat extends Format<Field> {
  /** The system that orders from it belong to. */
  readonly source: string;
  /** Whether an order number can recur on another day for another order. */
  readonly orderNumbersRestart: boolean;
  /** Whether its prices include the tax given beside them; absent if the user decides. */
  readonly pricesIncludeTax?: boolean;
  /**
   * @param columnOf The file's own names of columns, which may say what a yes or no means.
   * @throws {RowProblem} if the row says something that the format does not know.
   */
  kindOf(cell: Cell, columnOf: (field: Field) => string): RowKind;
  /** The order's id, if it is not simply the column's text. */
  orderId?(cell: Cell): string;
  /** The item's name, if the column holds more than that. */
  itemName?(cell: Cell): string;
  /** What a row says of the whole order; undefined if it says nothing. */
  orderParts?(cell: Cell, currency: string): OrderParts | undefined;
  /** Modifiers with their prices; none if the file has their names only. */
  modifiersOf?(cell: Cell, currency: string): readonly OrderLineModifier[];
  /** The menu item that was sold, if the row says that it has another name by now. */
  menuItemOf?(cell: Cell): SoldItem | undefined;
}
