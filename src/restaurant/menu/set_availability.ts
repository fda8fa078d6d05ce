import type { Writer } from "../../storage/database.ts";
import { RestaurantError } from "../../values/errors.ts";
import type { Availability } from "./availability.ts";
import { heldItemAvailability } from "./item_availability.ts";
import { type AvailabilityChange, replaceAvailability } from "./replace_availability.ts";

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
