/*
 * All tables, once as types and once as descriptors. Conventions, on every engine:
 * money is an integer in minor units, quantities are integers in thousandths, instants are UTC
 * text `YYYY-MM-DDTHH:MM:SSZ`, dates are text `YYYY-MM-DD`, flags are 0 or 1.
 * The columns of each table and their meaning are in tables/: a new table needs its type and its
 * descriptor in one of those files, and a migration.
 */
import type { Descriptors } from "./tables/descriptor.ts";
import { FEEDBACK, type FeedbackTables } from "./tables/feedback.ts";
import { IMPORTS, type ImportsTables } from "./tables/imports.ts";
import { INVENTORY, type InventoryTables } from "./tables/inventory.ts";
import { JOURNAL, type JournalTables } from "./tables/journal.ts";
import { LABOUR, type LabourTables } from "./tables/labour.ts";
import { LOCATIONS, type LocationsTables } from "./tables/locations.ts";
import { MENU, type MenuTables } from "./tables/menu.ts";
import { ORDERS, type OrdersTables } from "./tables/orders.ts";
import { PURCHASING, type PurchasingTables } from "./tables/purchasing.ts";
import { REFUNDS, type RefundsTables } from "./tables/refunds.ts";
import { SALES, type SalesTables } from "./tables/sales.ts";
import { SECURITY, type SecurityTables } from "./tables/security.ts";

/** Every table by its name. */
export interface Schema
  extends
    LocationsTables,
    MenuTables,
    InventoryTables,
    PurchasingTables,
    OrdersTables,
    RefundsTables,
    SalesTables,
    ImportsTables,
    FeedbackTables,
    LabourTables,
    JournalTables,
    SecurityTables {}

/** The name of a table. */
export type TableName = keyof Schema;

/** A row of a table; what is written and what is read are the same. */
export type Row<Table extends TableName> = Schema[Table];

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
