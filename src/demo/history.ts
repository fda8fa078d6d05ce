import type { Order, Refund } from "../orders/order.ts";
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
 * the same day however long the demo has been running before or after it.
 */
export function* salesHistory(
  places: readonly Place[],
  now: Temporal.Instant,
  seed: number,
): Generator<DayOfSales> {
  const nextId = growingIds(seededRandom(seed, "order ids"));
  const length = Math.max(...places.map(({ days }) => days.length));
  for (let index = 0; index < length; index++) {
    for (const place of places) {
      const day = place.days[index];
      if (day === undefined) continue;
      const random = seededRandom(seed, "orders", place.location.id, day.date);
      const service = { place, day, random, nextId };
      const orders = dayOrders(service, now.epochMilliseconds);
      yield { place, day, orders, refunds: dayRefunds(service, orders, now.epochMilliseconds) };
    }
  }
}
