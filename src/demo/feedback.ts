import type { Order } from "../restaurant/orders/model/order.ts";
import type { Row } from "../storage/schema/schema.ts";
import type { Review } from "./catalogue.ts";
import type { DayOfSales } from "./history.ts";
import { growingIds } from "./ids.ts";
import { between, oneOf, type Random, seededRandom } from "./random.ts";
import { minuteAt, momentAt } from "./trading_days.ts";

/** Days back in which a recent review was written. */
const RECENT_DAYS = 24;
/** Local minutes of the day between which reviews come. */
const WRITTEN = { from: 13 * 60, to: 24 * 60 };
/** Minutes after an order in which it is reviewed. */
const AFTERWARDS = { from: 30, to: 90 };

/**
 * All reviews, each on a day that its text fits. The delivery app says which order a review is
 * about; the others do not.
 */
export function feedbackOn(
  days: readonly DayOfSales[],
  reviews: readonly Review[],
  seed: number,
): Row<"feedback">[] {
  const random = seededRandom(seed, "feedback");
  const nextId = growingIds(random);
  const past = days.filter(({ day, orders }) => day.days_ago > 0 && orders.length > 0);
  return reviews.flatMap((review) => {
    const on = latelyOneOf(random, past.filter((day) => fits(review, day)));
    return on === undefined ? [] : [feedbackRow(review, on, nextId(), random)];
  });
}

function fits(review: Review, { place, day, orders }: DayOfSales): boolean {
  return (review.location_id ?? place.location.id) === place.location.id &&
    (!review.recent || day.days_ago <= RECENT_DAYS) &&
    (review.months?.includes(day.month) ?? true) &&
    (review.channel !== "delivery_app" || orders.some((order) => isAbout(review, order)));
}

/** Whether a review can be about an order: the order must contain what the review mentions. */
function isAbout({ order_type, mentions }: Review, order: Order): boolean {
  return order.order_type === order_type && order.status === "completed" &&
    (mentions === undefined ||
      order.lines.some((line) => line.menu_item_id === mentions && !line.voided));
}

/** One of a list in the order of time; the square makes the later ones more likely. */
function latelyOneOf<Item>(random: Random, items: readonly Item[]): Item | undefined {
  return items[items.length - 1 - Math.floor(random() ** 2 * items.length)];
}

function feedbackRow(
  review: Review,
  { place, day, orders }: DayOfSales,
  id: string,
  random: Random,
): Row<"feedback"> {
  const order = review.channel === "delivery_app"
    ? oneOf(random, orders.filter((order) => isAbout(review, order)))
    : undefined;
  const minute = order === undefined
    ? between(random, WRITTEN.from, WRITTEN.to)
    : minuteAt(day, Date.parse(order.opened.at)) + between(random, AFTERWARDS.from, AFTERWARDS.to);
  const { at, business_date } = momentAt(day, minute);
  return {
    id,
    location_id: place.location.id,
    order_id: order?.id ?? null,
    received_at: at,
    business_date,
    channel: review.channel,
    rating: review.rating,
    text: review.text,
    source_id: null,
  };
}
