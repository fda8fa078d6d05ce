import type { OrderStatus, OrderType } from "../../../storage/schema/tables/orders.ts";
import type { Moment } from "../../../values/business_day.ts";
import type { Milli, Minor } from "../../../values/money.ts";
import type { OrderSetting } from "./order_setting.ts";

/** One thing sold in an order. Amounts are for the whole line, not for one unit. */
export interface OrderLine {
  readonly menu_item_id: string;
  readonly name: string;
  /** Size or price point, empty if there is none. */
  readonly variation: string;
  readonly category: string;
  readonly quantity: Milli;
  /** Price with modifiers, before discounts, without tax. */
  readonly gross: Minor;
  /** This line's share of all discounts, not negative. */
  readonly discount: Minor;
  readonly tax: Minor;
  readonly voided: boolean;
  /** Selling a gift card is not a sale yet: it is left out of every sales figure. */
  readonly gift_card: boolean;
  readonly notes?: string;
  /** Why it was voided or reduced. */
  readonly reason?: string;
  readonly modifiers?: readonly OrderLineModifier[];
  /** Distinguishes this line from its neighbours in the source system. */
  readonly source_key?: string;
  /** The import that brought it or saw it last. */
  readonly import_id?: string;
}

/** A choice that changed a line; its price is in the line's gross. */
export interface OrderLineModifier {
  readonly modifier_id?: string;
  readonly name: string;
  readonly price: Minor;
}

/** One payment towards an order. */
export interface Payment {
  /** `cash`, `card`, `gift_card` or the name that the point of sale gives it. */
  readonly method: string;
  /** Paid for the order, tip left out. */
  readonly amount: Minor;
  readonly tip: Minor;
  /** Its id where it was taken; absent if it was worked out from the lines of an order. */
  readonly source_key?: string;
}

/** Whether a payment is known as it was taken, and not worked out from the lines of its order. */
export function isTaken({ source_key }: Payment): boolean {
  return source_key !== undefined;
}

/** The method of a payment that is not known. */
export const UNKNOWN_PAYMENT = "unknown";

/** A discount as it was named, for reports; its amount is in the lines as well. */
export interface Discount {
  /** The line it was given on; absent for a discount on the whole order. */
  readonly line_number?: number;
  readonly name: string;
  readonly amount: Minor;
}

/** A charge on the whole order. */
export interface ServiceCharge {
  readonly name: string;
  readonly amount: Minor;
  /** A gratuity goes to the staff and is no sale; any other service charge is. */
  readonly is_gratuity: boolean;
}

/** An order with all its parts. Lines are numbered from 1 in their order. */
export interface Order extends OrderSetting {
  readonly id: string;
  readonly location_id: string;
  /** The system it came from: a format's `source`, `demo`, or `restaurant-mcp` if taken here. */
  readonly source: string;
  /** Its id in that system. */
  readonly external_id: string | null;
  /** Its number or name for people. */
  readonly number: string;
  readonly order_type: OrderType;
  readonly status: OrderStatus;
  /** When it was opened: it belongs to this business date however late it is paid. */
  readonly opened: Moment;
  /** Null if not counted, never a guess. */
  readonly guests: number | null;
  readonly table_name: string | null;
  readonly customer_name: string | null;
  readonly lines: readonly OrderLine[];
  readonly payments: readonly Payment[];
  readonly discounts: readonly Discount[];
  readonly service_charges: readonly ServiceCharge[];
}

/** One thing given back. `amount` is net: what was paid for it without tax. */
export interface RefundLine {
  readonly menu_item_id: string;
  readonly name: string;
  readonly category: string;
  /** Zero where money went back and no item did. */
  readonly quantity: Milli;
  readonly amount: Minor;
  readonly tax: Minor;
  readonly source_key?: string;
  readonly import_id?: string;
}

/** Money given back. It counts on the business date of the refund; the sale's day stays as it was. */
export interface Refund extends Pick<OrderSetting, "server" | "channel"> {
  readonly id: string;
  readonly location_id: string;
  /** The order it belongs to, if known. */
  readonly order_id: string | null;
  readonly source: string;
  readonly external_id: string | null;
  readonly order_type: OrderType;
  readonly payment_method: string;
  readonly refunded: Moment;
  readonly lines: readonly RefundLine[];
  /** Non-gratuity service charges given back. */
  readonly service_charges: Minor;
  readonly gratuity: Minor;
  readonly tips: Minor;
  readonly reason: string | null;
}

/** Everything that an order's own row repeats from its parts, for search and lists. */
export interface OrderTotals {
  readonly gross: Minor;
  readonly discounts: Minor;
  readonly service_charges: Minor;
  readonly gratuity: Minor;
  readonly tax: Minor;
  readonly tips: Minor;
  /** Sold gift cards. */
  readonly gift_cards: Minor;
}

/** The lines that count as sales: not voided, no gift cards, and none in a cancelled order. */
export function soldLines(order: Pick<Order, "status" | "lines">): readonly OrderLine[] {
  if (order.status === "cancelled") return [];
  const isSold = ({ voided, gift_card }: OrderLine) => !voided && !gift_card;
  return order.lines.every(isSold) ? order.lines : order.lines.filter(isSold);
}

const NOTHING: Readonly<OrderTotals> = {
  gross: 0,
  discounts: 0,
  service_charges: 0,
  gratuity: 0,
  tax: 0,
  tips: 0,
  gift_cards: 0,
};

/** The totals of an order from its parts. A voided or cancelled part counts nowhere. */
export function orderTotals(
  order: Pick<Order, "status" | "lines" | "payments" | "service_charges">,
): OrderTotals {
  const totals = { ...NOTHING };
  if (order.status === "cancelled") return totals;
  for (const line of soldLines(order)) {
    totals.gross += line.gross;
    totals.discounts += line.discount;
    totals.tax += line.tax;
  }
  for (const { gift_card, voided, gross, discount } of order.lines) {
    if (gift_card && !voided) totals.gift_cards += gross - discount;
  }
  for (const { is_gratuity, amount } of order.service_charges) {
    totals[is_gratuity ? "gratuity" : "service_charges"] += amount;
  }
  for (const { tip } of order.payments) totals.tips += tip;
  return totals;
}

/** The amount of the bill without tips: net of discounts, with charges, tax and gift cards. */
export function billTotal(totals: Omit<OrderTotals, "tips">): Minor {
  const { gross, discounts, service_charges, gratuity, tax, gift_cards } = totals;
  return gross - discounts + service_charges + gratuity + tax + gift_cards;
}
