import type { NewEvent } from "../journal/outbox.ts";
import type { LocationAvailability } from "./item_availability.ts";

/** What others are told when an item can be ordered at a location, or no longer. */
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
