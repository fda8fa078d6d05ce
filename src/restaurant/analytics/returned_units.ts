import type { Reader } from "../../storage/database.ts";
import type { Milli } from "../../values/money.ts";
import type { Period } from "../../values/period.ts";

/**
 * Units that guests gave back in a period, by menu item. Rollups count units sold less returned, but
 * what was given back had been made, and its price had been charged: costs and prices need what was
 * sold.
 */
export async function readReturnedUnits(
  reader: Reader,
  locationIds: readonly string[],
  { date, end_date }: Period,
): Promise<ReadonlyMap<string, Milli>> {
  const rows = await reader.selectFrom("refunds")
    .innerJoin("refund_lines", "refund_lines.refund_id", "refunds.id")
    .select("refund_lines.menu_item_id as id")
    .select(({ fn }) => fn.sum<number>("refund_lines.quantity").as("units"))
    .where("refunds.location_id", "in", locationIds)
    .where("refunds.business_date", ">=", date).where("refunds.business_date", "<=", end_date)
    .groupBy("refund_lines.menu_item_id").execute();
  return new Map(rows.map(({ id, units }) => [id, units]));
}
