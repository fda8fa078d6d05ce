import { IDS_AT_ONCE, slices } from "../../storage/bulk.ts";
import type { Reader } from "../../storage/database.ts";
import { readState } from "../journal/changes.ts";
import { AVAILABILITY_CHANGE } from "./availability_change.ts";

/** Who set an item's availability at a location, and when. */
export interface AvailabilityOrigin {
  readonly menu_item_id: string;
  readonly location_id: string;
  readonly actor: string;
  /** UTC instant. */
  readonly changed_at: string;
}

/** The last change of each item's availability at each location. */
export async function readOrigins(
  reader: Reader,
  itemIds: readonly string[],
): Promise<AvailabilityOrigin[]> {
  const latest = new Map<string, AvailabilityOrigin>();
  for (const ids of slices(itemIds, IDS_AT_ONCE)) {
    const restricted = await reader.selectFrom("item_availability").select("menu_item_id")
      .distinct().where("menu_item_id", "in", ids).execute();
    if (restricted.length === 0) continue;
    const rows = await reader.selectFrom("changes").selectAll()
      .where("kind", "=", AVAILABILITY_CHANGE.kind)
      .where("subject_id", "in", restricted.map(({ menu_item_id }) => menu_item_id))
      .orderBy("changed_at").execute();
    for (const { subject_id, actor, changed_at, after } of rows) {
      for (const { location_id } of readState(AVAILABILITY_CHANGE, after)) {
        const origin = { menu_item_id: subject_id, location_id, actor, changed_at };
        latest.set(`${subject_id}\n${location_id}`, origin);
      }
    }
  }
  return [...latest.values()];
}
