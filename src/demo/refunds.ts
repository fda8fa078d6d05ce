import {
  type Order,
  type OrderLine,
  orderTotals,
  type Refund,
  soldLines,
} from "../restaurant/orders/model/order.ts";
import { between, happens, oneOf, type Random } from "./random.ts";
import type { Service } from "./day_orders.ts";
import { instantText, minuteAt, momentAt } from "./trading_days.ts";

/** Share of orders for which something is given back. */
const REFUNDED = new Map([["dine_in", 0.004], ["takeout", 0.008], ["delivery", 0.016]]);
/** Share of refunds that give everything back. */
const WHOLE = 0.25;
/** Days from the sale to its refund, listed as often as they come. */
const DELAYS = [0, 0, 0, 0, 1, 1, 1, 1, 2, 4];
/** Minutes after the order, and local minutes of a later day. */
const SAME_DAY = { from: 10, to: 50 };
const LATER = { from: 11 * 60, to: 21 * 60 };

/**
 * The refunds for a day's orders, on that day or a later one.
 *
 * @param now Milliseconds of the epoch; there is no refund after it.
 */
export function dayRefunds(service: Service, orders: readonly Order[], now: number): Refund[] {
  const { random } = service;
  return orders
    .filter(({ status, payments }) => status === "completed" && payments.length > 0)
    .filter(({ order_type }) => happens(random, REFUNDED.get(order_type) ?? 0))
    .map((order) => refundOf(service, order))
    .filter((refund) => refund !== undefined)
    .filter(({ refunded }) => refunded.at <= instantText(now));
}

/** A refund; undefined if its day is still to come or has no business. */
function refundOf(service: Service, order: Order): Refund | undefined {
  const { place: { location, habits, days, demand }, day, random } = service;
  const delay = oneOf(random, DELAYS) ?? 0;
  const refundDay = days[days.length - 1 - day.days_ago + delay];
  if (refundDay === undefined || !demand.isOpen(refundDay)) return undefined;
  const minute = delay === 0
    ? minuteAt(day, Date.parse(order.opened.at)) + between(random, SAME_DAY.from, SAME_DAY.to)
    : between(random, LATER.from, LATER.to);
  return {
    id: service.nextId(),
    location_id: location.id,
    order_id: order.id,
    source: "demo",
    external_id: null,
    order_type: order.order_type,
    payment_method: order.payments[0]?.method ?? "card",
    refunded: momentAt(refundDay, minute),
    reason: oneOf(random, habits.refund_reasons) ?? null,
    ...happens(random, WHOLE) ? everything(order) : oneLine(order, random),
  };
}

type GivenBack = Pick<Refund, "lines" | "service_charges" | "gratuity" | "tips">;

function everything(order: Order): GivenBack {
  const { service_charges, gratuity, tips } = orderTotals(order);
  return { lines: soldLines(order).map(refundLine), service_charges, gratuity, tips };
}

function oneLine(order: Order, random: Random): GivenBack {
  const line = oneOf(random, soldLines(order));
  return {
    lines: line === undefined ? [] : [refundLine(line)],
    service_charges: 0,
    gratuity: 0,
    tips: 0,
  };
}

function refundLine(line: OrderLine): Refund["lines"][number] {
  const { menu_item_id, name, category, quantity, gross, discount, tax } = line;
  return { menu_item_id, name, category, quantity, amount: gross - discount, tax };
}
