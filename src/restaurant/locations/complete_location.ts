import type { Reader } from "../../storage/database.ts";
import { readLocations } from "./location.ts";
import { foldText } from "../../values/fold.ts";

/** The ids of locations whose id or name begins as written. */
export async function completeLocation(reader: Reader, written: string): Promise<string[]> {
  const wanted = foldText(written.trim());
  const locations = await readLocations(reader);
  return locations
    .filter(({ id, name }) => id.startsWith(wanted) || foldText(name).startsWith(wanted))
    .map(({ id }) => id);
}
