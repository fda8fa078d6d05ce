import type { Reader } from "../../storage/database.ts";
import { fraction, rounded, times } from "../../values/fraction.ts";
import type { Milli, Minor } from "../../values/money.ts";
import { recipeCost } from "./recipe_cost.ts";
import { recipesOf } from "./recipes.ts";

/**
 * The cost of a number of portions of an item; null without a recipe, or if an ingredient has no pack
 * cost in the currency.
 */
export async function itemCosts(
  reader: Reader,
  currency: string,
  itemIds: readonly string[],
): Promise<(itemId: string, portions: Milli) => Minor | null> {
  const recipes = await recipesOf(reader, itemIds);
  const ingredients = await reader.selectFrom("ingredients").selectAll()
    .where("currency", "=", currency).where("pack_cost", ">", 0).execute();
  const packs = new Map(ingredients.map((one) => [one.id, one]));
  return (itemId, portions) => {
    const lines = recipes.get(itemId) ?? [];
    if (lines.length === 0 || lines.some(({ ingredient_id }) => !packs.has(ingredient_id))) {
      return null;
    }
    return rounded(times(recipeCost(lines, packs), fraction([portions], [1000])));
  };
}
