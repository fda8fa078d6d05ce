import type { NewEvent } from "../journal/outbox.ts";
import { IDS_AT_ONCE, slices } from "../../storage/bulk.ts";
import type { Reader, Writer } from "../../storage/database.ts";
import { prepared } from "../../storage/prepared.ts";
import type { Row } from "../../storage/schema/schema.ts";
import type { RestrictedAvailability } from "../../storage/schema/tables/menu.ts";

/** The availability of an item at a location. */
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
  if (itemIds === undefined) {
    return byItem(
      await reader.selectFrom("item_availability").selectAll()
        .where("location_id", "=", locationId).execute(),
    );
  }
  const rows: Row<"item_availability">[] = [];
  for (const ids of slices(itemIds, IDS_AT_ONCE)) {
    rows.push(...await restrictionsOf(reader, { location_id: locationId, ids }));
  }
  return byItem(rows);
}

const restrictionsOf = prepared(
  (reader, { location_id, ids }: { location_id: string; ids: readonly string[] }) =>
    reader.selectFrom("item_availability").selectAll()
      .where("location_id", "=", location_id).where("menu_item_id", "in", ids),
);

function byItem(rows: readonly Row<"item_availability">[]): Map<string, Restriction> {
  return new Map(
    rows.map(({ menu_item_id, state, remaining }) => [menu_item_id, { state, remaining }]),
  );
}

/** How available an item is at one location. */
export interface LocationAvailability {
  readonly location_id: string;
  readonly state: Availability;
  /** How many can still be sold; a number if it is limited, else null. */
  readonly remaining: number | null;
}

/** How available an item is at these locations, in their order. */
export async function readItemAvailability(
  reader: Reader,
  menuItemId: string,
  locationIds: readonly string[],
): Promise<LocationAvailability[]> {
  const rows = await reader.selectFrom("item_availability").selectAll()
    .where("menu_item_id", "=", menuItemId).execute();
  return locationIds.map((location_id) => {
    const row = rows.find((row) => row.location_id === location_id);
    return { location_id, state: row?.state ?? "in_stock", remaining: row?.remaining ?? null };
  });
}

/** The same, with the rows of restricted items locked until the transaction ends. */
export async function heldItemAvailability(
  writer: Writer,
  menuItemId: string,
  locationIds: readonly string[],
): Promise<LocationAvailability[]> {
  await writer.selectFrom("item_availability").select("location_id")
    .where("menu_item_id", "=", menuItemId).where("location_id", "in", locationIds)
    .orderBy("location_id").forNoKeyUpdate().execute();
  return await readItemAvailability(writer, menuItemId, locationIds);
}

/**
 * The locations where items are limited or out of stock, by item id; of one item, if it is named.
 */
export async function readRestrictions(
  reader: Reader,
  menuItemId?: string,
): Promise<Map<string, LocationAvailability[]>> {
  const all = reader.selectFrom("item_availability").selectAll().orderBy("location_id");
  const query = menuItemId === undefined ? all : all.where("menu_item_id", "=", menuItemId);
  return Map.groupBy(await query.execute(), ({ menu_item_id }) => menu_item_id);
}

/** A location where an item's availability changes. */
export interface Difference {
  readonly held: LocationAvailability;
  readonly wanted: LocationAvailability;
}

/**
 * The differences between two availabilities of an item; they list the same locations in the same
 * order.
 */
export function differences(
  held: readonly LocationAvailability[],
  wanted: readonly LocationAvailability[],
): Difference[] {
  const pairs = held.flatMap((held, index) => {
    const other = wanted[index];
    return other === undefined ? [] : [{ held, wanted: other }];
  });
  return pairs.filter(({ held, wanted }) =>
    held.state !== wanted.state || held.remaining !== wanted.remaining
  );
}

/** An availability in words: `in stock`, `limited, 10 left`, `out of stock`. */
export function availabilityText(
  { state, remaining }: Pick<LocationAvailability, "state" | "remaining">,
): string {
  const words = state.replaceAll("_", " ");
  return remaining === null ? words : `${words}, ${remaining} left`;
}

/** The event when an item becomes available at a location, or stops being. */
export function availabilityEvent(
  subject_id: string,
  { location_id, state, remaining }: LocationAvailability,
): NewEvent {
  return {
    kind: "availability_changed",
    subject_id,
    location_id,
    business_date: null,
    details: { state, remaining },
  };
}
