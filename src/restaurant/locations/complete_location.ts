import type { Reader } from "../../storage/database.ts";
import { readLocations } from "./location.ts";

/** The ids of locations whose id or name begins as written. */
export async function completeLocation(reader: Reader, written: string): Promise<string[]> {
  const wanted = written.trim().toLowerCase();
  const locations = await readLocations(reader);
  return locations
    .filter(({ id, name }) => id.startsWith(wanted) || name.toLowerCase().startsWith(wanted))
    .map(({ id }) => id);
}
