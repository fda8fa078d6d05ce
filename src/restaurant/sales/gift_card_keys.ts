import type { Reader } from "../../storage/database.ts";

/**
 * Items or categories that only ever sold gift cards: those are revenue later, so lists of what
 * sells leave them out. A few rows for each month are read.
 *
 * @param dimension The kind of key: menu item ids, or categories.
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
