import { IDS_AT_ONCE, slices } from "../../storage/bulk.ts";
import type { Reader } from "../../storage/database.ts";
import type { Row } from "../../storage/schema/schema.ts";
import { ceiling, type Fraction, fraction, plus, rounded } from "../../values/fraction.ts";
import type { Milli } from "../../values/money.ts";

/**
 * One ingredient of a menu item: the edible quantity (EP) in one portion, in thousandths of the
 * ingredient's unit, and the share of what is bought that is edible.
 */
export type RecipeLine = Omit<Row<"recipe_lines">, "menu_item_id">;

/** The recipes by menu item id. Items without a recipe are not in it: they take nothing. */
export type Recipes = ReadonlyMap<string, readonly RecipeLine[]>;

/** Something sold or to be sold; 1000 is one portion. */
export interface Portions {
  readonly menu_item_id: string;
  readonly quantity: Milli;
  /** What one of it is, if it comes in other than whole portions. */
  readonly unit?: Milli;
}

/** The recipes of these menu items. */
export async function recipesOf(reader: Reader, itemIds: readonly string[]): Promise<Recipes> {
  const rows: Row<"recipe_lines">[] = [];
  for (const some of slices([...new Set(itemIds)], IDS_AT_ONCE)) {
    rows.push(
      ...await reader.selectFrom("recipe_lines").selectAll()
        .where("menu_item_id", "in", some)
        .orderBy("menu_item_id").orderBy("ingredient_id").execute(),
    );
  }
  return Map.groupBy(rows, ({ menu_item_id }) => menu_item_id);
}

/** The recipes of every menu item that has one. */
export async function readRecipes(reader: Reader): Promise<Recipes> {
  const rows = await reader.selectFrom("recipe_lines").selectAll()
    .orderBy("menu_item_id").orderBy("ingredient_id").execute();
  return Map.groupBy(rows, ({ menu_item_id }) => menu_item_id);
}

/**
 * The stock that portions consume, by ingredient id, exactly, in thousandths of the ingredient's
 * unit. Stock is counted as purchased (AP), recipes as eaten (EP): AP = EP / yield.
 */
export function exactIngredientsFor(
  lines: readonly Portions[],
  recipes: Recipes,
): Map<string, Fraction> {
  const exact = new Map<string, Fraction>();
  for (const { menu_item_id, quantity } of lines) {
    for (const line of recipes.get(menu_item_id) ?? []) {
      const { ingredient_id } = line;
      const taken = fraction([line.quantity, 100, quantity], [line.yield_percent, 1000]);
      const before = exact.get(ingredient_id);
      exact.set(ingredient_id, before === undefined ? taken : plus(before, taken));
    }
  }
  return exact;
}

/** The same in whole thousandths: each ingredient is rounded once, half away from zero. */
export function ingredientsFor(lines: readonly Portions[], recipes: Recipes): Map<string, Milli> {
  const exact = exactIngredientsFor(lines, recipes);
  return new Map([...exact].map(([id, quantity]) => [id, rounded(quantity)]));
}

/**
 * How many whole portions of a recipe can be made from the stock in the map. Ingredients that are
 * not in it set no limit; Infinity if none does.
 */
export function portionsLeft(
  recipe: readonly RecipeLine[],
  onHand: ReadonlyMap<string, Milli>,
): number {
  const limits = recipe.map(({ ingredient_id, quantity, yield_percent }) => {
    const left = onHand.get(ingredient_id);
    if (left === undefined) return Infinity;
    // Because consumption is rounded, n portions fit as long as n x consumption < stock + 1/2.
    const end = fraction([2 * left + 1, yield_percent], [2, 100, quantity]);
    return Math.max(ceiling(end) - 1, 0);
  });
  return Math.min(...limits, Infinity);
}
