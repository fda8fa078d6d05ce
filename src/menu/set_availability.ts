import { recordChange } from "../changes/changes.ts";
import { type NewEvent, recordEvents } from "../events/outbox.ts";
import type { Reader, Writer } from "../storage/database.ts";
import { RestaurantError } from "../values/errors.ts";
import type { Availability } from "./availability.ts";

/** How available an item is at one location. */
export interface LocationAvailability {
  readonly location_id: string;
  readonly state: Availability;
  /** How many can still be sold; a number where it is limited, else null. */
  readonly remaining: number | null;
}

/** What an item's availability is to become. */
export interface NewAvailability {
  readonly menu_item_id: string;
  /** Where: one location, or all of them. */
  readonly location_ids: readonly string[];
  readonly state: Availability;
  /** Portions that can still be sold: needed for `limited`, and only there. */
  readonly remaining?: number | undefined;
  readonly actor: string;
}

/** An item's availability as it was and as it is to be: the same locations in the same order. */
export interface Replacement {
  readonly menu_item_id: string;
  readonly before: readonly LocationAvailability[];
  readonly after: readonly LocationAvailability[];
  readonly actor: string;
}

/** What setting an item's availability did. */
export interface AvailabilityChange extends Pick<Replacement, "before" | "after"> {
  /** Undefined where it was so already, everywhere: then nothing was recorded. */
  readonly change_id: string | undefined;
}

/**
 * Sets the availability of an item at some locations, as one change that can be put back.
 *
 * @param at UTC instant of the change.
 * @throws {RestaurantError} INVALID_INPUT for a count that is missing or out of place, CONFLICT
 * where somebody else changed it in the same moment.
 */
export async function setAvailability(
  writer: Writer,
  { menu_item_id, location_ids, state, remaining, actor }: NewAvailability,
  at: string,
): Promise<AvailabilityChange> {
  const count = countFor(state, remaining);
  const before = await readItemAvailability(writer, menu_item_id, location_ids);
  const after = location_ids.map((location_id) => ({ location_id, state, remaining: count }));
  return await replaceAvailability(writer, { menu_item_id, before, after, actor }, at);
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

/**
 * Replaces an item's availability, records the change and tells it.
 *
 * @throws {RestaurantError} CONFLICT where it is no longer as `before` says.
 */
export async function replaceAvailability(
  writer: Writer,
  { menu_item_id, before, after, actor }: Replacement,
  at: string,
): Promise<AvailabilityChange> {
  const changed = after.filter((wanted, index) => !isSame(wanted, before[index]));
  if (changed.length === 0) return { before, after, change_id: undefined };
  for (const wanted of changed) {
    const held = before.find(({ location_id }) => location_id === wanted.location_id);
    if (!await swap(writer, menu_item_id, held, wanted)) throw changedMeanwhile(wanted);
  }
  const location_id = after.length === 1 ? after[0]?.location_id ?? null : null;
  const change_id = await recordChange(
    writer,
    { kind: "availability", subject_id: menu_item_id, location_id, before, after, actor },
    at,
  );
  await recordEvents(writer, changed.map((state) => changedEvent(menu_item_id, state)), at);
  return { before, after, change_id };
}

/** Whether two availabilities are one and the same. */
export function isSame(a: LocationAvailability, b: LocationAvailability | undefined): boolean {
  return a.location_id === b?.location_id && a.state === b.state && a.remaining === b.remaining;
}

function countFor(state: Availability, remaining: number | undefined): number | null {
  if (state === "limited" && remaining !== undefined) return remaining;
  if (state !== "limited" && remaining === undefined) return null;
  const problem = state === "limited"
    ? "Say how many can still be sold: limited needs a count."
    : `Leave it out: only limited has a count, ${state} has none.`;
  throw new RestaurantError("INVALID_INPUT", `remaining: ${problem}`, {
    fields: [{ field: "remaining", problem }],
  });
}

/** Writes one location's availability if it still is what it was; an item in stock has no row. */
async function swap(
  writer: Writer,
  menu_item_id: string,
  held: LocationAvailability | undefined,
  { location_id, state, remaining }: LocationAvailability,
): Promise<boolean> {
  if (held === undefined || held.state === "in_stock") {
    if (state === "in_stock") return true;
    const { numInsertedOrUpdatedRows } = await writer.insertInto("item_availability")
      .values({ location_id, menu_item_id, state, remaining })
      .onConflict((conflict) => conflict.doNothing()).executeTakeFirstOrThrow();
    return numInsertedOrUpdatedRows === 1n;
  }
  const is = held.remaining === null ? "is" : "=";
  if (state === "in_stock") {
    const { numDeletedRows } = await writer.deleteFrom("item_availability")
      .where("location_id", "=", location_id).where("menu_item_id", "=", menu_item_id)
      .where("state", "=", held.state).where("remaining", is, held.remaining)
      .executeTakeFirstOrThrow();
    return numDeletedRows === 1n;
  }
  const { numUpdatedRows } = await writer.updateTable("item_availability")
    .set({ state, remaining })
    .where("location_id", "=", location_id).where("menu_item_id", "=", menu_item_id)
    .where("state", "=", held.state).where("remaining", is, held.remaining)
    .executeTakeFirstOrThrow();
  return numUpdatedRows === 1n;
}

function changedEvent(
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

function changedMeanwhile({ location_id }: LocationAvailability): RestaurantError {
  return new RestaurantError(
    "CONFLICT",
    `The availability at ${location_id} changed in the same moment, so nothing was changed.`,
    { hint: "Repeat the call." },
  );
}
