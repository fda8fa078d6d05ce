import { insertMany } from "../storage/bulk.ts";
import { noteCatalogChanged } from "../storage/catalog_mark.ts";
import type { Writer } from "../storage/database.ts";
import type { Milli } from "../values/money.ts";
import type { Catalogue, Dish } from "./catalogue.ts";

/** The currency of the demo's prices and costs. */
const CURRENCY = "USD";

/** Writes the menu with its choices. */
export async function writeMenu(writer: Writer, catalogue: Catalogue, at: string): Promise<void> {
  const { menu, modifier_groups } = catalogue;
  await noteCatalogChanged(writer);
  await insertMany(writer, "menu_items", menu.map((dish) => menuItemRow(dish, at)));
  await insertMany(writer, "menu_item_variations", menu.flatMap(variationRows));
  await insertMany(
    writer,
    "modifier_groups",
    modifier_groups.map(({ id, name, min_selections, max_selections }) => {
      return { id, name, min_selections, max_selections };
    }),
  );
  await insertMany(
    writer,
    "modifiers",
    modifier_groups.flatMap(({ id: group_id, modifiers }) =>
      modifiers.map(({ id, name, price }) => ({ id, group_id, name, price }))
    ),
  );
  await insertMany(
    writer,
    "menu_item_modifier_groups",
    menu.flatMap(({ id, groups }) =>
      groups.map((group_id, position) => ({ menu_item_id: id, group_id, position }))
    ),
  );
}

/** Writes what dishes are made from, and how much of it they take. */
export async function writeRecipes(writer: Writer, { menu, pantry }: Catalogue): Promise<void> {
  await noteCatalogChanged(writer);
  const yields = new Map(pantry.map(({ id, yield_percent }) => [id, yield_percent]));
  await insertMany(
    writer,
    "ingredients",
    pantry.map(({ yield_percent: _, pack_size, ...ingredient }) => {
      return { ...ingredient, pack_size: thousandths(pack_size), currency: CURRENCY };
    }),
  );
  await insertMany(
    writer,
    "recipe_lines",
    menu.flatMap(({ id, recipe }) =>
      Object.entries(recipe).map(([ingredient_id, quantity]) => ({
        menu_item_id: id,
        ingredient_id,
        quantity: thousandths(quantity),
        yield_percent: yields.get(ingredient_id) ?? 100,
      }))
    ),
  );
}

function menuItemRow({ id, name, category, description, price, course }: Dish, at: string) {
  return {
    id,
    name,
    category,
    description,
    currency: CURRENCY,
    price: course === "gift_card" ? null : price,
    version: 1,
    created_at: at,
    updated_at: at,
  };
}

/** Gift cards have no price on the menu: their variations are what guests chose to pay. */
function variationRows({ id, price, course, variations }: Dish) {
  if (course === "gift_card") return [];
  return variations.map(({ name, extra, portions }, position) => ({
    ...{ menu_item_id: id, name, position },
    price: price + extra,
    portion: thousandths(portions),
  }));
}

function thousandths(quantity: number): Milli {
  return Math.round(quantity * 1000);
}
