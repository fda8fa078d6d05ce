import type { Reader } from "../storage/database.ts";
import { fromMilli } from "../values/money.ts";
import type { Export } from "./kind.ts";

/** What dishes are made from; the CSV is what `import --kind recipes` reads. */
export const recipes: Export = {
  columns: ["menu_item", "category", "ingredient", "quantity", "unit", "yield_percent"],
  async *rows(reader) {
    yield (await readRecipes(reader)).map((one) => [
      ...[one.menu_item, one.category, one.ingredient, one.quantity, one.unit, one.yield_percent],
    ]);
  },
  async *objects(reader) {
    yield await readRecipes(reader);
  },
};

async function readRecipes(reader: Reader) {
  const rows = await reader.selectFrom("recipe_lines as line")
    .innerJoin("menu_items as item", "item.id", "line.menu_item_id")
    .innerJoin("ingredients as used", "used.id", "line.ingredient_id")
    .select(["item.name as menu_item", "item.category", "used.name as ingredient"])
    .select(["line.quantity", "used.unit", "line.yield_percent"])
    .orderBy("item.name").orderBy("item.category").orderBy("used.name").execute();
  return rows.map((one) => ({ ...one, quantity: fromMilli(one.quantity) }));
}
