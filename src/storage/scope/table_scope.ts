import { type RawBuilder, sql } from "kysely";
import type { Schema } from "../schema/schema.ts";

/**
 * Whose the rows of a table are.
 *
 * - `own`: a location's, which stands in `location_id`
 * - `own or shared`: the same, and all locations' where it is null
 * - `order`, `refund`: those of the order or refund that they are a part of
 * - `location`: the location itself
 * - `shared`: all locations'; whoever acts for some of them only reads
 * - `common`: nobody's; every call needs them and no answer shows them
 * - `hidden`: none for whoever acts for some locations
 */
export type TableScope =
  | "own"
  | "own or shared"
  | "order"
  | "refund"
  | "location"
  | "shared"
  | "common"
  | "hidden";

/** A table that is not here does not compile: nobody forgets to say whose its rows are. */
const TABLE_SCOPES: Readonly<Record<keyof Schema, TableScope>> = {
  locations: "location",
  menu_items: "shared",
  modifier_groups: "shared",
  modifiers: "shared",
  menu_item_modifier_groups: "shared",
  ingredients: "shared",
  recipe_lines: "shared",
  stock: "own",
  stock_movements: "own",
  orders: "own",
  order_lines: "order",
  order_line_modifiers: "order",
  order_payments: "order",
  order_discounts: "order",
  order_service_charges: "order",
  order_progress: "own",
  order_promises: "order",
  kitchen_queue: "own",
  refunds: "own",
  refund_lines: "refund",
  sales_rollups: "own",
  monthly_rollups: "own",
  sales_rollups_next: "hidden",
  rollup_shapes: "hidden",
  imports: "hidden",
  import_problems: "hidden",
  feedback: "own",
  feedback_analyses: "own",
  feedback_themes: "own",
  feedback_replies: "own",
  reply_limits: "own",
  opening_hours: "own",
  tax_rates: "own",
  item_availability: "own",
  changes: "own or shared",
  // Their scope names the caller.
  idempotency_keys: "common",
  counters: "common",
  events: "own or shared",
  calendar_entries: "own",
  time_entries: "own",
  purchase_orders: "own",
  purchase_order_lines: "own",
  pack_prices: "shared",
  access_tokens: "hidden",
  audit_entries: "hidden",
};

/** The column that says whose a row is, where one does. */
export const SCOPE_COLUMN: Readonly<Record<TableScope, string | undefined>> = {
  own: "location_id",
  "own or shared": "location_id",
  order: "order_id",
  refund: "refund_id",
  location: "id",
  shared: undefined,
  common: undefined,
  hidden: undefined,
};

/** Whose the rows of a table are; undefined where it is no table of the schema. */
export function scopeOf(table: string): TableScope | undefined {
  return Object.hasOwn(TABLE_SCOPES, table) ? TABLE_SCOPES[table as keyof Schema] : undefined;
}

/**
 * Which rows exist for whoever acts for some locations; undefined for all of them.
 *
 * @param name Of the table, as the query calls it.
 */
export function existingRows(
  scope: TableScope,
  name: string,
  locations: readonly string[],
): RawBuilder<boolean> | undefined {
  switch (scope) {
    case "shared":
    case "common":
      return undefined;
    case "hidden":
      return sql`1 = 0`;
    case "location":
      return isOneOf(locations, `${name}.id`);
    case "own":
      return isOneOf(locations, `${name}.location_id`);
    case "own or shared":
      return sql`(${sql.ref(`${name}.location_id`)} is null or ${
        isOneOf(locations, `${name}.location_id`)
      })`;
    case "order":
    case "refund":
      return sql`exists ${existingParent(scope, sql.ref(`${name}.${scope}_id`), locations)}`;
  }
}

/** The id of an order or refund, or nothing where it does not exist at these locations. */
export function existingParent(
  parent: "order" | "refund",
  id: RawBuilder<unknown>,
  locations: readonly string[],
): RawBuilder<string> {
  return sql`(select its_own.id from ${
    sql.table(`${parent}s`)
  } as its_own where its_own.id = ${id} and ${isOneOf(locations, "its_own.location_id")})`;
}

function isOneOf(locations: readonly string[], column: string): RawBuilder<boolean> {
  return locations.length === 0 ? sql`1 = 0` : sql`${sql.ref(column)} in (${sql.join(locations)})`;
}
