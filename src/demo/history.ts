import type { Order, Refund } from "../restaurant/orders/model/order.ts";
import { dayOrders } from "./day_orders.ts";
import { growingIds } from "./ids.ts";
import type { Place } from "./place.ts";
import { seededRandom } from "./random.ts";
import { dayRefunds } from "./refunds.ts";
import type { TradingDay } from "./trading_days.ts";

/** What happened at a location on a business day. */
export interface DayOfSales {
  readonly place: Place;
  readonly day: TradingDay;
  readonly orders: readonly Order[];
  /** Refunds for these orders, on this day or a later one. */
  readonly refunds: readonly Refund[];
}

/**
 * The sales of all locations, day by day up to now. Each day has chance of its own, so that it is
 * the same day however late it is.
 */
export function* salesHistory(
  places: readonly Place[],
  now: Temporal.Instant,
  seed: number,
): Generator<DayOfSales> {
  const nextId = growingIds(seededRandom(seed, "order ids"));
  const dates = places.flatMap((place) => place.days.map((day) => ({ place, day })))
    .sort((a, b) => a.day.starts_at - b.day.starts_at);
  for (const { place, day } of dates) {
    const random = seededRandom(seed, "orders", place.location.id, day.date);
    const service = { place, day, random, nextId };
    const orders = dayOrders(service, now.epochMilliseconds);
    yield { place, day, orders, refunds: dayRefunds(service, orders, now.epochMilliseconds) };
  }
}
