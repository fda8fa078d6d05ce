import { IDS_AT_ONCE, slices } from "../../storage/bulk.ts";
import type { Reader } from "../../storage/database.ts";
import type { RestrictedAvailability, Row } from "../../storage/schema/schema.ts";

/** What a location can say of an item. */
export const AVAILABILITIES = ["in_stock", "limited", "out_of_stock"] as const;

/** One of `AVAILABILITIES`. */
export type Availability = typeof AVAILABILITIES[number];

/** An item that a location does not simply have. */
export interface Restriction {
  readonly state: RestrictedAvailability;
  /** How many can still be sold; null for an item that is out of stock. */
  readonly remaining: number | null;
}

/**
 * The items that are limited or out of stock at a location, by item id. An item without an entry
 * is in stock. Without `itemIds`: of the whole menu.
 */
export async function readAvailability(
  reader: Reader,
  locationId: string,
  itemIds?: readonly string[],
): Promise<Map<string, Restriction>> {
  const query = reader.selectFrom("item_availability").selectAll()
    .where("location_id", "=", locationId);
  if (itemIds === undefined) return byItem(await query.execute());
  const rows: Row<"item_availability">[] = [];
  for (const ids of slices(itemIds, IDS_AT_ONCE)) {
    rows.push(...await query.where("menu_item_id", "in", ids).execute());
  }
  return byItem(rows);
}

function byItem(rows: readonly Row<"item_availability">[]): Map<string, Restriction> {
  return new Map(
    rows.map(({ menu_item_id, state, remaining }) => [menu_item_id, { state, remaining }]),
  );
}
