import { addLocation } from "../../restaurant/locations/location.ts";
import type { Place } from "./places.ts";
import { hideAdded, type Taking } from "./taking.ts";

/** Adds the place of a row to the locations if it is new. */
export async function ensurePlace(
  taking: Pick<Taking, "writer" | "hides" | "at" | "locations" | "journal">,
  { stored: _stored, ...location }: Place,
): Promise<void> {
  const { writer, at, locations, journal } = taking;
  if (locations.has(location.id)) return;
  await addLocation(writer, location, at);
  await hideAdded(taking, "locations", [location.id]);
  journal.added("locations", [location.id]);
  locations.add(location.id);
}
