import type { OrderRequest, TakenOrderType } from "../restaurant/orders/take/order_request.ts";
import type { Catalogue } from "./catalogue.ts";
import { dishesOnOffer } from "./dishes.ts";
import { between, oneOf, type Random, weighted } from "./random.ts";

const TYPES: readonly { type: TakenOrderType; weight: number }[] = [
  { type: "dine_in", weight: 5 },
  { type: "takeout", weight: 3 },
  { type: "delivery", weight: 2 },
];
const TABLES = 20;
const MOST_ITEMS = 4;

/** Guests who come one after the other: each call is what the next one orders. */
export function guestsOf(catalogue: Catalogue): (random: Random) => OrderRequest {
  const dishes = dishesOnOffer(catalogue);
  const type = weighted(TYPES, ({ weight }) => weight);
  return (random) => {
    const location = oneOf(random, catalogue.locations)?.id ?? "";
    const order_type = type(random)?.type ?? "takeout";
    const items = Array.from({ length: between(random, 1, MOST_ITEMS) }, () => {
      const dish = oneOf(random, dishes);
      return {
        menu_item_id: dish?.dish.id ?? "",
        quantity: 1,
        modifiers: dish?.modifiers(random).map(({ id }) => id) ?? [],
      };
    });
    return {
      location,
      order_type,
      items,
      ...(order_type === "dine_in" && {
        guests: items.length,
        table: String(between(random, 1, TABLES)),
      }),
    };
  };
}
