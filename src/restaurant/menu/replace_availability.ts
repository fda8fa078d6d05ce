import { recordChange } from "../journal/changes.ts";
import { recordEvents } from "../journal/outbox.ts";
import type { Writer } from "../../storage/database.ts";
import { RestaurantError } from "../../values/errors.ts";
import { availabilityEvent } from "./availability_event.ts";
import { differences, type LocationAvailability, swapAvailability } from "./item_availability.ts";

/** An item's availability as it is and as it is to be: the same locations in the same order. */
export interface AvailabilityReplacement {
  readonly menu_item_id: string;
  readonly before: readonly LocationAvailability[];
  readonly after: readonly LocationAvailability[];
  readonly actor: string;
}

/** What replacing an item's availability did. */
export interface AvailabilityChange extends Pick<AvailabilityReplacement, "before" | "after"> {
  /** Undefined where it was so already, everywhere: then nothing was recorded. */
  readonly change_id: string | undefined;
}

/**
 * Replaces an item's availability where it differs, records the change and tells it, once for each
 * location.
 *
 * @param at UTC instant of the change.
 * @throws {RestaurantError} CONFLICT where it is no longer as `before` says.
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
    throw changedMeanwhile(difference.held);
  }
  const [first, ...others] = changed;
  const change = {
    kind: "availability" as const,
    subject_id: menu_item_id,
    location_id: others.length === 0 ? first?.held.location_id ?? null : null,
    before: changed.map(({ held }) => held),
    after: changed.map(({ wanted }) => wanted),
    actor,
  };
  const change_id = await recordChange(writer, change, at);
  await recordEvents(
    writer,
    changed.map(({ wanted }) => availabilityEvent(menu_item_id, wanted)),
    at,
  );
  return { before, after, change_id };
}

function changedMeanwhile({ location_id }: LocationAvailability): RestaurantError {
  return new RestaurantError(
    "CONFLICT",
    `The availability at ${location_id} changed in the same moment, so nothing was changed.`,
    { hint: "Repeat the call." },
  );
}
