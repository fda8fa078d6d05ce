import { readState, statesOf, type StoredChange } from "../journal/changes.ts";
import { changedSince, type Undoing, type Undone } from "../journal/undo.ts";
import type { Writer } from "../../storage/database.ts";
import { availabilityText, differences, heldItemAvailability } from "./availability.ts";
import { AVAILABILITY_CHANGE } from "./availability_change.ts";
import { replaceAvailability } from "./set_availability.ts";

/** The locations that a change of availability concerns. */
export function placesOfAvailability({ after }: StoredChange): string[] {
  return readState(AVAILABILITY_CHANGE, after).map(({ location_id }) => location_id);
}

/**
 * Undoes a change of an item's availability at every location.
 *
 * @throws {RestaurantError} CONFLICT if it is no longer what the change made it at one of them: it
 * was set again, or orders have used up some of a limited number.
 */
export async function undoAvailability(
  writer: Writer,
  change: StoredChange,
  { actor, at }: Undoing,
): Promise<Undone> {
  const { before, after } = statesOf(AVAILABILITY_CHANGE, change);
  const menu_item_id = change.subject_id;
  const locations = after.map(({ location_id }) => location_id);
  const now = await heldItemAvailability(writer, menu_item_id, locations);
  const [since] = differences(now, after);
  if (since !== undefined) {
    const { held } = since;
    throw changedSince(change, `At ${held.location_id} it is ${availabilityText(held)} now.`);
  }
  const replacement = { menu_item_id, before: now, after: before, actor };
  const { change_id = "" } = await replaceAvailability(writer, replacement, at);
  return {
    change_id,
    put_back: differences(after, before).map(({ held, wanted }) => ({
      what: "availability",
      location_id: held.location_id,
      from: availabilityText(held),
      to: availabilityText(wanted),
    })),
  };
}
