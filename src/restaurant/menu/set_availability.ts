import { recordChange } from "../journal/changes.ts";
import { recordEvents } from "../journal/outbox.ts";
import type { Writer } from "../../storage/database.ts";
import { RestaurantError } from "../../values/errors.ts";
import {
  type Availability,
  availabilityEvent,
  type Difference,
  differences,
  heldItemAvailability,
  type LocationAvailability,
} from "./availability.ts";
import { AVAILABILITY_CHANGE } from "./availability_change.ts";

/** The requested availability of an item. */
export interface NewAvailability {
  readonly menu_item_id: string;
  /** Where: one location, or all of them. */
  readonly location_ids: readonly string[];
  readonly state: Availability;
  /** Portions that can still be sold: needed for `limited`, and only there. */
  readonly remaining?: number | undefined;
  readonly actor: string;
}

/**
 * Sets the availability of an item at some locations, as one change that can be undone.
 *
 * @param at UTC instant of the change.
 * @throws {RestaurantError} INVALID_INPUT for a count that is missing or out of place, CONFLICT if
 * it was changed at the same time.
 */
export async function setAvailability(
  writer: Writer,
  { menu_item_id, location_ids, state, remaining, actor }: NewAvailability,
  at: string,
): Promise<AvailabilityChange> {
  const count = countFor(state, remaining);
  const before = await heldItemAvailability(writer, menu_item_id, location_ids);
  const after = before.map(({ location_id }) => ({ location_id, state, remaining: count }));
  return await replaceAvailability(writer, { menu_item_id, before, after, actor }, at);
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

/** An item's availability as it is and as it is to be: the same locations in the same order. */
export interface AvailabilityReplacement {
  readonly menu_item_id: string;
  readonly before: readonly LocationAvailability[];
  readonly after: readonly LocationAvailability[];
  readonly actor: string;
}

/** The result of replacing an item's availability. */
export interface AvailabilityChange extends Pick<AvailabilityReplacement, "before" | "after"> {
  /** Undefined if nothing differed anywhere: then nothing was recorded. */
  readonly change_id: string | undefined;
}

/**
 * Replaces an item's availability if it differs, and records the change and an event for each
 * location.
 *
 * @param at UTC instant of the change.
 * @throws {RestaurantError} CONFLICT if it is no longer as `before` says.
 */
export async function replaceAvailability(
  writer: Writer,
  { menu_item_id, before, after, actor }: AvailabilityReplacement,
  at: string,
): Promise<AvailabilityChange> {
  const changed = differences(before, after);
  if (changed.length === 0) return { before, after, change_id: undefined };
  for (const difference of changed) {
    if (await swapAvailability(writer, menu_item_id, difference)) continue;
    throw changedConcurrently(difference.held);
  }
  const [first, ...others] = changed;
  const change = {
    subject_id: menu_item_id,
    location_id: others.length === 0 ? first?.held.location_id ?? null : null,
    before: changed.map(({ held }) => held),
    after: changed.map(({ wanted }) => wanted),
    actor,
  };
  const change_id = await recordChange(writer, AVAILABILITY_CHANGE, change, at);
  await recordEvents(
    writer,
    changed.map(({ wanted }) => availabilityEvent(menu_item_id, wanted)),
    at,
  );
  return { before, after, change_id };
}

function changedConcurrently({ location_id }: LocationAvailability): RestaurantError {
  return new RestaurantError(
    "CONFLICT",
    `The availability at ${location_id} was changed at the same time, so nothing was written.`,
    { hint: "Repeat the call." },
  );
}

/**
 * Replaces one availability by another at a location and returns whether it could: not if it is no
 * longer `held`. An item in stock has no row.
 */
async function swapAvailability(
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
