import type { Schema } from "./schema.ts";

/** Columns that tell the rows of a table apart, in an order in which they are sorted quickly. */
type Key<Table extends keyof Schema> = readonly [Column<Table>, ...Column<Table>[]];
type Column<Table extends keyof Schema> = keyof Schema[Table] & string;

/**
 * Every table with its key; those that others refer to come before these. A table that is not here
 * does not compile: nobody forgets to move it.
 */
export const TABLE_KEYS: { readonly [Table in keyof Schema]: Key<Table> } = {
  locations: ["id"],
  menu_items: ["id"],
  modifier_groups: ["id"],
  modifiers: ["id"],
  menu_item_modifier_groups: ["menu_item_id", "group_id"],
  ingredients: ["id"],
  recipe_lines: ["menu_item_id", "ingredient_id"],
  stock: ["location_id", "ingredient_id"],
  stock_movements: ["id"],
  orders: ["id"],
  order_lines: ["order_id", "line_number"],
  order_line_modifiers: ["order_id", "line_number", "position"],
  order_payments: ["order_id", "position"],
  order_discounts: ["order_id", "position"],
  order_service_charges: ["order_id", "position"],
  order_progress: ["order_id", "position"],
  order_promises: ["order_id"],
  kitchen_queue: ["order_id"],
  refunds: ["id"],
  refund_lines: ["refund_id", "line_number"],
  sales_rollups: ["location_id", "dimension", "business_date", "key"],
  monthly_rollups: ["location_id", "dimension", "month", "key"],
  sales_rollups_next: ["location_id", "dimension", "business_date", "key"],
  rollup_shapes: ["shape"],
  imports: ["id"],
  // Without a primary key: a line of a file has one problem.
  import_problems: ["import_id", "line", "field", "reason"],
  feedback: ["id"],
  feedback_analyses: ["feedback_id"],
  feedback_themes: ["feedback_id", "kind", "name"],
  feedback_replies: ["id"],
  reply_limits: ["location_id"],
  opening_hours: ["location_id", "weekday", "opens"],
  tax_rates: ["location_id"],
  item_availability: ["location_id", "menu_item_id"],
  changes: ["id"],
  idempotency_keys: ["scope", "key"],
  counters: ["name"],
  events: ["sequence"],
  calendar_entries: ["id"],
  time_entries: ["id"],
  purchase_orders: ["id"],
  purchase_order_lines: ["purchase_order_id", "ingredient_id"],
  pack_prices: ["ingredient_id", "changed_at"],
  access_tokens: ["id"],
  audit_entries: ["sequence"],
};

/** The name of a table. */
export type TableName = keyof Schema;

/** Every table, those that others refer to before these. */
export const TABLE_NAMES = Object.keys(TABLE_KEYS) as readonly TableName[];
