import type { Export } from "./kind.ts";
import { ingredients } from "./ingredients.ts";
import { menuItems } from "./items.ts";
import { orders } from "./orders.ts";
import { recipes } from "./recipes.ts";
import { stock } from "./stock.ts";

/** Everything that can be taken out, by name. */
export const EXPORTS = { orders, items: menuItems, ingredients, recipes, stock } satisfies Readonly<
  Record<string, Export>
>;

/** The name of an export. */
export type ExportName = keyof typeof EXPORTS;

/** The export formats: CSV, or JSON with one object per line. */
export const EXPORT_FORMATS = ["csv", "json"] as const;

/** One form. */
export type ExportFormat = typeof EXPORT_FORMATS[number];
