import type { Reader, Writer } from "../../storage/database.ts";
import type { Availability } from "./availability.ts";

/** How available an item is at one location. */
export interface LocationAvailability {
  readonly location_id: string;
  readonly state: Availability;
  /** How many can still be sold; a number where it is limited, else null. */
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

/** The same, which nobody else changes until the transaction ends, as far as it is restricted. */
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

/** Where items are limited or out of stock, by item id; of one item, where it is named. */
export async function readRestrictions(
  reader: Reader,
  menuItemId?: string,
): Promise<Map<string, LocationAvailability[]>> {
  const all = reader.selectFrom("item_availability").selectAll().orderBy("location_id");
  const query = menuItemId === undefined ? all : all.where("menu_item_id", "=", menuItemId);
  return Map.groupBy(await query.execute(), ({ menu_item_id }) => menu_item_id);
}

/** A location where an item's availability is to become another. */
export interface Difference {
  readonly held: LocationAvailability;
  readonly wanted: LocationAvailability;
}

/** Where two availabilities of an item differ; they list the same locations in the same order. */
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

/**
 * Makes one availability of another at a location and says whether it could: not where it is
 * something else than `held` by now. An item in stock has no row.
 */
export async function swapAvailability(
  writer: Writer,
  menu_item_id: string,
  { held, wanted: { location_id, state, remaining } }: Difference,
): Promise<boolean> {
  if (!await removeRow(writer, menu_item_id, held)) return false;
  if (state === "in_stock") return true;
  const { numInsertedOrUpdatedRows } = await writer.insertInto("item_availability")
    .values({ location_id, menu_item_id, state, remaining })
    .onConflict((conflict) => conflict.doNothing()).executeTakeFirstOrThrow();
  return numInsertedOrUpdatedRows === 1n;
}

async function removeRow(
  writer: Writer,
  menuItemId: string,
  { location_id, state, remaining }: LocationAvailability,
): Promise<boolean> {
  if (state === "in_stock") return true;
  const { numDeletedRows } = await writer.deleteFrom("item_availability")
    .where("location_id", "=", location_id).where("menu_item_id", "=", menuItemId)
    .where("state", "=", state).where("remaining", remaining === null ? "is" : "=", remaining)
    .executeTakeFirstOrThrow();
  return numDeletedRows === 1n;
}
