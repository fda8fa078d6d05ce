import type { Reader } from "../../storage/database.ts";
import type { Milli } from "../../values/money.ts";
import { readPortionSizes } from "../inventory/portion_sizes.ts";
import { ingredientsFor, recipesOf } from "../inventory/recipes.ts";
import { readUnitsSold } from "../inventory/units_sold.ts";
import type { CountSpan } from "./read_counts.ts";
import { readReturnedUnits } from "./returned_units.ts";
import { readUnitsMade } from "./units_made.ts";

/**
 * Recipes x units made at a location from one count to another, by ingredient. The rollups of both
 * days are whole: what was made before the first count and after the last is taken off.
 *
 * @param ingredientIds Whose usage is asked for; others may be in the answer, but not with all of it.
 */
export async function readTheoreticalUsage(
  reader: Reader,
  { first, last }: CountSpan,
  ingredientIds: readonly string[],
): Promise<ReadonlyMap<string, Milli>> {
  const items = await reader.selectFrom("recipe_lines").select("menu_item_id").distinct()
    .where("ingredient_id", "in", ingredientIds).execute();
  if (items.length === 0) return new Map();
  const location_ids = [first.location_id];
  const period = { date: first.business_date, end_date: last.business_date };
  const keys = items.map(({ menu_item_id }) => menu_item_id);
  const sold = await readUnitsSold(reader, { dimension: "item", keys, location_ids, period });
  const returned = await readReturnedUnits(reader, location_ids, period);
  const { portionsOf } = await readPortionSizes(reader, location_ids, period);
  const before = await readUnitsMade(reader, { ...first, side: "until", at: first.moved_at });
  const after = await readUnitsMade(reader, { ...last, side: "after", at: last.moved_at });
  const made = Array.from(sold, ([id, units]) => {
    const outside = (before.get(id) ?? 0) + (after.get(id) ?? 0);
    const all = units + (returned.get(id) ?? 0);
    return { menu_item_id: id, quantity: portionsOf(id, all - outside) };
  });
  return ingredientsFor(made, await recipesOf(reader, [...sold.keys()]));
}
