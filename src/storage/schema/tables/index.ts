import type { Descriptors } from "../descriptor.ts";
import type { Schema } from "../schema.ts";
import { FEEDBACK } from "./feedback.ts";
import { IMPORTS } from "./imports.ts";
import { INVENTORY } from "./inventory.ts";
import { JOURNAL } from "./journal.ts";
import { LABOUR } from "./labour.ts";
import { LOCATIONS } from "./locations.ts";
import { MENU } from "./menu.ts";
import { ORDERS } from "./orders.ts";
import { PURCHASING } from "./purchasing.ts";
import { REFUNDS } from "./refunds.ts";
import { SALES } from "./sales.ts";
import { SECURITY } from "./security.ts";

/** The name of a table. */
export type TableName = keyof Schema;

/**
 * Every table; those that others refer to come before these. A missing table does not compile, so
 * its scope, transfer and description cannot be forgotten.
 */
export const TABLES: Descriptors<TableName> = {
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
