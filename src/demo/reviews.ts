import type { Order } from "../orders/order.ts";
import type { Row } from "../storage/schema.ts";
import type { Review } from "./catalogue.ts";
import type { DayOfSales } from "./history.ts";
import { growingIds } from "./ids.ts";
import type { Place } from "./place.ts";
import { between, oneOf, type Random, seededRandom } from "./random.ts";
import { momentAt, type TradingDay } from "./trading_days.ts";

/** Days back in which a recent review was written. */
const RECENT_DAYS = 24;
/** Reviews come between these local minutes of the day. */
const WRITTEN = { from: 13 * 60, to: 24 * 60 };

/**
 * Spreads reviews over the days of all locations, and gives for each day those that came on it.
 *
 * @param seed Decides on which day each review came.
 */
export function feedbackOfDays(
  reviews: readonly Review[],
  places: readonly Place[],
  seed: number,
): (day: DayOfSales) => Row<"feedback">[] {
  const random = seededRandom(seed, "feedback");
  const nextId = growingIds(random);
  const byDay = Map.groupBy(reviews, (review) => dayFor(review, places, random));
  return ({ day, orders, place }) =>
    (byDay.get(day) ?? []).map((review) => {
      const { at, business_date } = momentAt(day, between(random, WRITTEN.from, WRITTEN.to));
      return {
        id: nextId(),
        location_id: place.location.id,
        order_id: orderFor(review, orders, at)?.id ?? null,
        received_at: at,
        business_date,
        channel: review.channel,
        rating: review.rating,
        text: review.text,
      };
    });
}

/**
 * A day before today on which the review's location was open and that its text fits. The square
 * lets more of them be of late.
 */
function dayFor(
  { location_id, recent, months }: Review,
  places: readonly Place[],
  random: Random,
): TradingDay | undefined {
  const place = places.find(({ location }) => location.id === location_id) ?? oneOf(random, places);
  const fitting = (place?.days ?? []).filter((day) =>
    day.days_ago > 0 && (!recent || day.days_ago <= RECENT_DAYS) &&
    (months?.includes(day.month) ?? true) && place?.demand.isOpen(day)
  );
  return fitting[fitting.length - 1 - Math.floor(random() ** 2 * fitting.length)];
}

/** Only the delivery app says which order a review is about; what it mentions must be in it. */
function orderFor(review: Review, orders: readonly Order[], at: string): Order | undefined {
  if (review.channel !== "delivery_app") return undefined;
  return orders.findLast((order) =>
    order.order_type === review.order_type && order.status === "completed" &&
    order.opened.at < at &&
    (review.mentions === undefined ||
      order.lines.some((line) => line.menu_item_id === review.mentions && !line.voided))
  );
}
