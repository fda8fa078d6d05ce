import type { Reader } from "../../storage/database.ts";
import type { Milli } from "../../values/money.ts";
import type { Period } from "../../values/period.ts";
import { readRollups } from "../sales/read_rollups.ts";

/**
 * Units that guests gave back in a period, by menu item. Rollups of items count units sold less
 * returned, but what was given back had been made, and its price had been charged: costs and prices
 * need what was sold.
 */
export async function readReturnedUnits(
  reader: Reader,
  location_ids: readonly string[],
  period: Period,
): Promise<ReadonlyMap<string, Milli>> {
  const query = { dimension: "returned_item", period, location_ids } as const;
  const rows = await readRollups(reader, query, ["key"]);
  return new Map(rows.map(({ key, units }) => [key, units]));
}
