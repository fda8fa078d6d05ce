import type { Reader, Writer } from "./database.ts";
import { markOf, noteChanged } from "./marks.ts";

/**
 * What orders and sales read from these tables is cached until a transaction that changes one of
 * them calls `noteCatalogChanged`.
 */
export const CATALOG_TABLES = [
  "locations",
  "opening_hours",
  "tax_rates",
  "menu_items",
  "menu_item_variations",
  "modifier_groups",
  "modifiers",
  "menu_item_modifier_groups",
  "recipe_lines",
  "calendar_entries",
  "import_coverage",
] as const;

/** The counter that holds the mark, for a query that reads it along with other things. */
export const CATALOG_COUNTER = "catalog";

/** Notes that a table of the catalog changes, in the transaction that changes it. */
export async function noteCatalogChanged(writer: Writer): Promise<void> {
  await noteChanged(writer, CATALOG_COUNTER);
}

/** Changes with the catalog. */
export async function catalogMark(reader: Reader): Promise<string> {
  return await markOf(reader, CATALOG_COUNTER);
}
