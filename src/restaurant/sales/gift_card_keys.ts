import type { Reader } from "../../storage/database.ts";
import { enclosingPeriod } from "../../values/period.ts";
import { monthOf } from "./monthly_rollups.ts";
import type { Span } from "./spans.ts";

/**
 * Items or categories that only sold gift cards, from a year before some days on: those are revenue
 * later, so lists of what sells leave them out. A few rows for each month are read.
 *
 * @param dimension The kind of key: menu item ids, or categories.
 */
export async function readGiftCardKeys(
  reader: Reader,
  dimension: "item" | "category",
  spans: readonly Span[],
): Promise<ReadonlySet<string>> {
  const period = enclosingPeriod(spans);
  if (period === undefined) return new Set();
  const yearBefore = Temporal.PlainDate.from(period.date).subtract({ years: 1 }).toString();
  const rows = await reader.selectFrom("monthly_rollups").select("key")
    .where("location_id", "in", [...new Set(spans.flatMap(({ location_ids }) => location_ids))])
    .where("dimension", "=", dimension)
    .where("month", ">=", monthOf(yearBefore)).where("month", "<=", monthOf(period.end_date))
    .groupBy("key")
    .having(({ fn }) => fn.sum<number>("gift_cards"), ">", 0)
    .having(({ fn }) => fn.sum<number>("transactions"), "=", 0)
    .having(({ fn }) => fn.sum<number>("refunds"), "=", 0)
    .execute();
  return new Set(rows.map(({ key }) => key));
}
