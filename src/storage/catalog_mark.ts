import { markChanged, readCounter } from "./counters.ts";
import type { Reader, Writer } from "./database.ts";

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
  await markChanged(writer, CATALOG_COUNTER);
}

/** Changes with the catalog. One of a transaction that was taken back never comes again. */
export async function catalogMark(reader: Reader): Promise<string> {
  return String(await readCounter(reader, CATALOG_COUNTER));
}
