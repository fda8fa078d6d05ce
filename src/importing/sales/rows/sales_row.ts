import type { OrderType } from "../../../storage/schema/tables/orders.ts";
import type { Moment } from "../../../values/business_day.ts";
import type { Milli, Minor } from "../../../values/money.ts";
import type { OrderLineModifier } from "../../../restaurant/orders/model/order.ts";
import type { OrderParts } from "../../../restaurant/orders/model/order_parts.ts";
import type { SettingName } from "../../../restaurant/orders/model/order_setting.ts";
import type { SoldItem } from "../formats/format.ts";
import type { Place } from "../../kind/places.ts";

/**
 * One row of a sales file, checked and free of private data: one thing sold or given back.
 */
export interface SalesRow {
  /** The line of the file on which it begins. */
  readonly line: number;
  readonly place: Place;
  readonly moment: Moment;
  readonly event: "sale" | "refund";
  readonly voided: boolean;
  readonly gift_card: boolean;
  /** The order's id in the system that it came from. */
  readonly order_id: string;
  /** The row's own id there; empty if it has none. */
  readonly line_id: string;
  readonly number: string;
  readonly item: string;
  readonly variation: string;
  readonly category: string;
  /** The menu item, where it has another name by now than it was sold under. */
  readonly menu_item?: SoldItem;
  readonly modifiers: readonly string[];
  /** The same with their prices, where the file has them. */
  readonly priced_modifiers?: readonly OrderLineModifier[];
  /** What the row says of its whole order. */
  readonly parts?: OrderParts;
  /** Not negative, as all amounts: a refund says by its event that it goes back. */
  readonly quantity: Milli;
  readonly gross: Minor;
  readonly discount: Minor;
  readonly tax: Minor;
  readonly order_type: OrderType;
  readonly guests: number | null;
  readonly table: string;
  /** Who sold it and where; empty if the file does not say. */
  readonly setting: Readonly<Record<SettingName, string>>;
  /** Why it was voided, reduced or given back; empty if the file does not say. */
  readonly reason: string;
  /** Null where the file says nothing about payments. */
  readonly payment: RowPayment | null;
}

/** How a row was paid. */
export interface RowPayment {
  readonly method: string;
  /** The tip of the whole order, as every row of it may repeat it. */
  readonly tip: Minor;
}

/** The amount of a row: refunds are negative, voids zero. */
export function amountOf(row: Pick<SalesRow, "event" | "voided" | "gross" | "discount">): Minor {
  if (row.voided) return 0;
  const net = row.gross - row.discount;
  return row.event === "refund" && net !== 0 ? -net : net;
}
