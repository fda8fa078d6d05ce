import type { OrderRequest, TakenOrderType } from "../restaurant/orders/take/order_request.ts";
import { businessTime } from "../values/business_day.ts";
import type { Catalogue, DemoLocation } from "./catalogue.ts";
import { dishesOnOffer } from "./dishes.ts";
import { between, oneOf, type Random, weighted } from "./random.ts";

const TYPES: readonly { type: TakenOrderType; weight: number }[] = [
  { type: "dine_in", weight: 5 },
  { type: "takeout", weight: 3 },
  { type: "delivery", weight: 2 },
];
const TABLES = 20;
const MOST_ITEMS = 4;

/**
 * Guests who come one after the other: each call is what the next one orders, at a location that
 * has guests at that hour. At night nobody comes.
 */
export function guestsOf(
  catalogue: Catalogue,
): (random: Random, now: Temporal.Instant) => OrderRequest | undefined {
  const dishes = dishesOnOffer(catalogue);
  const type = weighted(TYPES, ({ weight }) => weight);
  return (random, now) => {
    const location = oneOf(random, catalogue.locations.filter((one) => hasGuests(one, now)))?.id;
    if (location === undefined) return undefined;
    const order_type = type(random)?.type ?? "takeout";
    const picks = Array.from({ length: between(random, 1, MOST_ITEMS) }, () => {
      const dish = oneOf(random, dishes);
      return { dish, modifiers: dish?.modifiers(random).map(({ id }) => id) ?? [] };
    });
    const table = order_type === "dine_in" &&
      { guests: picks.length, table: String(between(random, 1, TABLES)) };
    const items = picks.map(({ dish, modifiers }) => ({
      menu_item_id: dish?.dish.id ?? "",
      quantity: 1,
      variation: dish?.variation(random)?.name,
      modifiers,
    }));
    return { location, order_type, items, ...table };
  };
}

/** Whether guests come to a location at this hour; those after midnight belong to the evening. */
function hasGuests(location: DemoLocation, now: Temporal.Instant): boolean {
  const { business_date, minutes } = businessTime(now, location);
  const weekday = Temporal.PlainDate.from(business_date).dayOfWeek;
  const hour = Math.floor(minutes / 60);
  return location.hours.some(({ weekdays, weights }) =>
    weekdays.includes(weekday) && Object.hasOwn(weights, String(hour))
  );
}
