import type { Reader } from "../storage/database.ts";
import { fromMilli } from "../values/money.ts";
import type { Export } from "./kind.ts";
import { plainExport } from "./plain_export.ts";

/** What dishes are made from; the CSV is what `import --kind recipes` reads. */
export const recipes: Export = plainExport(
  ["menu_item", "category", "ingredient", "quantity", "unit", "yield_percent"],
  readRecipes,
);

async function readRecipes(reader: Reader) {
  const rows = await reader.selectFrom("recipe_lines as line")
    .innerJoin("menu_items as item", "item.id", "line.menu_item_id")
    .innerJoin("ingredients as used", "used.id", "line.ingredient_id")
    .select(["item.name as menu_item", "item.category", "used.name as ingredient"])
    .select(["line.quantity", "used.unit", "line.yield_percent"])
    .orderBy("item.name").orderBy("item.category").orderBy("used.name").execute();
  return rows.map((one) => ({ ...one, quantity: fromMilli(one.quantity) }));
}
