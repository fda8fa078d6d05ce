import { type Order, soldLines } from "../restaurant/orders/model/order.ts";
import type { Milli } from "../values/money.ts";
import type { Catalogue } from "./catalogue.ts";

/** What one unit of each menu item takes from stock, by ingredient, in thousandths of its unit. */
export type Recipes = ReadonlyMap<string, ReadonlyMap<string, number>>;

/** The recipes as quantities to be bought: more than is eaten, where some is cut away. */
export function recipesOf({ menu, pantry }: Catalogue): Recipes {
  const yields = new Map(pantry.map(({ id, yield_percent }) => [id, yield_percent]));
  return new Map(menu.map(({ id, recipe }) => [
    id,
    new Map(
      Object.entries(recipe).map(([ingredient, quantity]) => [
        ingredient,
        quantity * 100_000 / (yields.get(ingredient) ?? 100),
      ]),
    ),
  ]));
}

/** What orders took from stock, by ingredient, in thousandths of its unit. */
export function usageOf(orders: readonly Order[], recipes: Recipes): Map<string, Milli> {
  const usage = new Map<string, number>();
  for (const line of orders.flatMap(soldLines)) {
    for (const [ingredient, quantity] of recipes.get(line.menu_item_id) ?? []) {
      const used = quantity * line.quantity / 1000;
      usage.set(ingredient, (usage.get(ingredient) ?? 0) + used);
    }
  }
  return new Map([...usage].map(([ingredient, quantity]) => [ingredient, Math.round(quantity)]));
}
