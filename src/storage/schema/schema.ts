/*
 * The tables, as types. Conventions, on every engine:
 * money is an integer in minor units, quantities are integers in thousandths, instants are UTC
 * text `YYYY-MM-DDTHH:MM:SSZ`, dates are text `YYYY-MM-DD`, flags are 0 or 1.
 * The columns of each table and their meaning are in tables/.
 */
import type { FeedbackTables } from "./tables/feedback.ts";
import type { ImportsTables } from "./tables/imports.ts";
import type { InventoryTables } from "./tables/inventory.ts";
import type { JournalTables } from "./tables/journal.ts";
import type { LabourTables } from "./tables/labour.ts";
import type { LocationsTables } from "./tables/locations.ts";
import type { MenuTables } from "./tables/menu.ts";
import type { OrdersTables } from "./tables/orders.ts";
import type { PurchasingTables } from "./tables/purchasing.ts";
import type { RefundsTables } from "./tables/refunds.ts";
import type { SalesTables } from "./tables/sales.ts";
import type { SecurityTables } from "./tables/security.ts";

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

/** A row of a table; what is written and what is read are the same. */
export type Row<Table extends keyof Schema> = Schema[Table];
