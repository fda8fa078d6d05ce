import { type Location, readLocations } from "../../locations/location.ts";
import { type OpeningHours, readAllOpeningHours } from "../../locations/opening_hours.ts";
import { readTaxRates, type SalesTax } from "../../locations/tax_rate.ts";
import { type MenuItem, readMenuItems } from "../../menu/menu_items.ts";
import { readAllVariations, type Variation } from "../../menu/variations.ts";
import { type ModifierGroup, readAllModifierGroups } from "../../menu/modifier_groups.ts";
import { readRecipes, type Recipes } from "../../inventory/recipes.ts";
import { catalogMark } from "../../../storage/catalog_mark.ts";
import type { Reader } from "../../../storage/database.ts";
import { type KeepingReader, keptWhile } from "../../../storage/kept.ts";

/** What an order is checked against and made from. */
export interface OrderCatalog {
  readonly locations: readonly Location[];
  /** By location; one that always takes orders is not in it. */
  readonly hours: ReadonlyMap<string, readonly OpeningHours[]>;
  /** By location; locations without one are absent. */
  readonly taxRates: ReadonlyMap<string, SalesTax>;
  readonly items: ReadonlyMap<string, MenuItem>;
  /** By item id; an item that is sold without is not in it. */
  readonly variations: ReadonlyMap<string, readonly Variation[]>;
  /** By item id; an item without choices is not in it. */
  readonly groups: ReadonlyMap<string, readonly ModifierGroup[]>;
  readonly recipes: Recipes;
}

/** The catalog as it is now, read only when it changed since the last order of such a caller. */
export async function orderCatalog(reader: KeepingReader): Promise<OrderCatalog> {
  const mark = await catalogMark(reader);
  return await keptWhile(reader, { name: "catalog", mark }, () => readOrderCatalog(reader));
}

/** Reads all of it. */
export async function readOrderCatalog(reader: Reader): Promise<OrderCatalog> {
  const items = await readMenuItems(reader);
  return {
    locations: await readLocations(reader),
    hours: await readAllOpeningHours(reader),
    taxRates: await readTaxRates(reader),
    items: new Map(items.map((item) => [item.id, item])),
    variations: await readAllVariations(reader),
    groups: await readAllModifierGroups(reader),
    recipes: await readRecipes(reader),
  };
}
