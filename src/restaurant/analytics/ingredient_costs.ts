import type { Reader } from "../../storage/database.ts";
import type { Milli, Minor } from "../../values/money.ts";
import { sum } from "../../values/sum.ts";
import type { Ingredient } from "../inventory/ingredients.ts";
import { worth } from "../inventory/worth.ts";
import { byIngredient, type CountedUsage } from "./read_stock_flow.ts";

/** What usage cost, in parts. */
export type UsageCost = Readonly<
  Record<"actual" | "theoretical" | "wasted" | "unexplained", Minor>
>;

/** An ingredient's variance at all locations together, with what it cost. */
export interface IngredientCost {
  readonly ingredient: Ingredient;
  readonly actual: Milli;
  readonly theoretical: Milli;
  readonly wasted: Milli;
  readonly unexplained: Milli;
  readonly cost: UsageCost;
}

/** What the usage of each ingredient in a currency cost, the least explained first. */
export async function readIngredientCosts(
  reader: Reader,
  currency: string,
  usage: readonly CountedUsage[],
): Promise<IngredientCost[]> {
  const ingredients = await reader.selectFrom("ingredients").selectAll()
    .where("currency", "=", currency).execute();
  const known = new Map(ingredients.map((one) => [one.id, one]));
  return [...byIngredient(usage)].flatMap(([id, some]) => {
    const ingredient = known.get(id);
    if (ingredient === undefined) return [];
    const of = (name: keyof UsageCost) => sum(some.map((one) => one[name]));
    const [actual, theoretical, wasted] = [of("actual"), of("theoretical"), of("wasted")];
    const unexplained = of("unexplained");
    const cost = {
      actual: worth(actual, ingredient),
      theoretical: worth(theoretical, ingredient),
      wasted: worth(wasted, ingredient),
    };
    return [{
      ingredient,
      actual,
      theoretical,
      wasted,
      unexplained,
      // The rest, so that the parts add up to the cent.
      cost: { ...cost, unexplained: cost.actual - cost.theoretical - cost.wasted },
    }];
  }).sort((a, b) => Math.abs(b.cost.unexplained) - Math.abs(a.cost.unexplained));
}

/** The cost of all of them together. */
export function totalCost(ingredients: readonly IngredientCost[]): UsageCost {
  const of = (name: keyof UsageCost) => sum(ingredients.map(({ cost }) => cost[name]));
  return {
    actual: of("actual"),
    theoretical: of("theoretical"),
    wasted: of("wasted"),
    unexplained: of("unexplained"),
  };
}
