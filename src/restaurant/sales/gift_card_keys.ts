import type { Reader } from "../../storage/database.ts";

/**
 * Items or categories of which only gift cards were ever sold: they are paid for later, so no list
 * of what sells has them. A few rows for each month are read.
 *
 * @param dimension What the keys are: menu item ids, or categories.
 */
export async function readGiftCardKeys(
  reader: Reader,
  dimension: "item" | "category",
): Promise<ReadonlySet<string>> {
  const rows = await reader.selectFrom("monthly_rollups").select("key")
    .where("dimension", "=", dimension)
    .groupBy("key")
    .having(({ fn }) => fn.sum<number>("gift_cards"), ">", 0)
    .having(({ fn }) => fn.sum<number>("transactions"), "=", 0)
    .having(({ fn }) => fn.sum<number>("refunds"), "=", 0)
    .execute();
  return new Set(rows.map(({ key }) => key));
}
