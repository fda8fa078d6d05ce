import { type VariationOfItem, variationRollupKey } from "../restaurant/menu/variations.ts";
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

/** How many portions of its recipe one of a line is. */
export type PortionsIn = (line: VariationOfItem) => number;

/** The portions of every variation of the menu. */
export function portionsOf({ menu }: Catalogue): PortionsIn {
  const portions = new Map(
    menu.flatMap(({ id, variations }) =>
      variations.map(({ name, portions }) => [
        variationRollupKey({ menu_item_id: id, variation: name }),
        portions,
      ])
    ),
  );
  return (line) => portions.get(variationRollupKey(line)) ?? 1;
}

/** What orders took from stock, by ingredient, in thousandths of its unit. */
export function usageOf(
  orders: readonly Order[],
  recipes: Recipes,
  portionsIn: PortionsIn,
): Map<string, Milli> {
  const usage = new Map<string, number>();
  for (const line of orders.flatMap(soldLines)) {
    const portions = portionsIn(line) * line.quantity / 1000;
    for (const [ingredient, quantity] of recipes.get(line.menu_item_id) ?? []) {
      const used = quantity * portions;
      usage.set(ingredient, (usage.get(ingredient) ?? 0) + used);
    }
  }
  return new Map([...usage].map(([ingredient, quantity]) => [ingredient, Math.round(quantity)]));
}
