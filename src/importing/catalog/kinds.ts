import { ingredients } from "./ingredients.ts";
import type { CatalogKind } from "./kind.ts";
import { menu } from "./menu.ts";
import { recipes } from "./recipes.ts";
import { stock } from "./stock.ts";

/** Every kind of file about the floor. To add one: a file and a line here. */
export const FLOOR_KINDS = { menu, ingredients, recipes, stock } as const satisfies Readonly<
  Record<string, CatalogKind>
>;

/** The name of a kind: `menu`. */
export type CatalogKindName = keyof typeof FLOOR_KINDS;

/** The names of the kinds, in the order in which files are best imported. */
export const FLOOR_KIND_NAMES = Object.keys(FLOOR_KINDS) as readonly CatalogKindName[];
