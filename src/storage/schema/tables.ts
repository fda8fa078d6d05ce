import type { Schema } from "./schema.ts";
import type { Descriptors } from "./tables/descriptor.ts";
import { FEEDBACK } from "./tables/feedback.ts";
import { IMPORTS } from "./tables/imports.ts";
import { INVENTORY } from "./tables/inventory.ts";
import { JOURNAL } from "./tables/journal.ts";
import { LABOUR } from "./tables/labour.ts";
import { LOCATIONS } from "./tables/locations.ts";
import { MENU } from "./tables/menu.ts";
import { ORDERS } from "./tables/orders.ts";
import { PURCHASING } from "./tables/purchasing.ts";
import { REFUNDS } from "./tables/refunds.ts";
import { SALES } from "./tables/sales.ts";
import { SECURITY } from "./tables/security.ts";

/** The name of a table. */
export type TableName = keyof Schema;

/**
 * Every table; those that others refer to come before these. A missing table does not compile, so
 * its scope, transfer and description cannot be forgotten.
 */
export const TABLES: Descriptors<Schema> = {
  ...LOCATIONS,
  ...MENU,
  ...INVENTORY,
  ...PURCHASING,
  ...ORDERS,
  ...REFUNDS,
  ...SALES,
  ...IMPORTS,
  ...FEEDBACK,
  ...LABOUR,
  ...JOURNAL,
  ...SECURITY,
};

/** The names of all tables, those that others refer to before these. */
export const TABLE_NAMES = Object.keys(TABLES) as readonly TableName[];

/** Whether a text is the name of a table. */
export function isTableName(text: string): text is TableName {
  return Object.hasOwn(TABLES, text);
}
