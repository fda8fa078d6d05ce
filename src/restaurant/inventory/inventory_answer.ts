import { z } from "zod";
import { STOCK_STATES } from "./restock.ts";

/** The filters of `get_inventory`; each but the first contains the one before it. */
export const INVENTORY_FILTERS = ["out", "low", "below_par", "all"] as const;

/** One of `INVENTORY_FILTERS`. */
export type InventoryFilter = typeof INVENTORY_FILTERS[number];

/** A quantity in the ingredient's unit. */
const quantity = z.number();

const item = z.strictObject({
  item_id: z.string(),
  name: z.string(),
  location: z.string(),
  state: z.enum(STOCK_STATES),
  on_hand: quantity.nullable().describe("Null if it was never counted."),
  unit: z.string(),
  counted_at: z.string().nullable().describe("Date (UTC) of the last count."),
  imported_use: quantity.optional().describe("Off on_hand: used by imported sales since."),
  lead_time_days: z.int(),
  next_delivery: z.string().describe("What is on order, or an order placed today."),
  runs_out_on: z.string().optional(),
  usage_per_day: quantity,
  days_on_hand: z.number().nullable().describe("Null if nothing is used or counted."),
  reorder_point: quantity.nullable().describe("Null if none is set."),
  par: quantity.nullable().describe("Null if none is set."),
  on_order: quantity.describe("Placed with the supplier and not there yet."),
  order_packs: z.int(),
  order_note: z.string().optional().describe("Why the order does not reach par."),
  pack_size: quantity,
  order_cost: z.number(),
  currency: z.string(),
  supplier: z.string(),
});

const supplier = z.strictObject({
  supplier: z.string(),
  location: z.string(),
  to_order: z.int().describe("Ingredients with packs to order."),
  run_out: z.int().describe("Ingredients that are out or run out."),
  order_cost: z.number(),
  currency: z.string(),
});

const basis = z.strictObject({
  on_hand: z.string(),
  usage_per_day: z.string(),
  usage_windows: z.array(z.strictObject({
    location: z.string(),
    date: z.string(),
    end_date: z.string(),
    days: z.int(),
  })),
  states: z.string(),
  order: z.string(),
  today: z.string(),
  as_of: z.string(),
});

/** The form of an answer about stock: what clients get, in decimal units. */
export const inventoryAnswer = z.strictObject({
  location: z.string().describe("Location id, or `all`."),
  filter: z.enum(INVENTORY_FILTERS),
  matching: z.int().describe("How many match the filter, on all pages."),
  items: z.array(item).describe("The most urgent first."),
  next_cursor: z.string().optional(),
  suppliers: z.array(supplier).describe("Of all matches, on every page."),
  omitted_suppliers: z.int().optional(),
  notes: z.array(z.string()),
  basis,
});

/** An answer about stock. */
export type InventoryAnswer = z.output<typeof inventoryAnswer>;
