import { addLocation } from "../../restaurant/locations/location.ts";
import type { Place } from "./places.ts";
import type { Taking } from "./taking.ts";

/** Adds the place of a row to the locations if it is new. */
export async function ensurePlace(
  { writer, at, locations }: Pick<Taking, "writer" | "at" | "locations">,
  { stored: _stored, ...location }: Place,
): Promise<void> {
  if (locations.has(location.id)) return;
  await addLocation(writer, location, at);
  locations.add(location.id);
}
