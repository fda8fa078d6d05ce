import { isMovedByHand } from "../../storage/conditions.ts";
import type { Reader } from "../../storage/database.ts";
import type { Row } from "../../storage/schema/schema.ts";
import { shelfOf } from "../inventory/last_counts.ts";
import type { Period } from "../../values/period.ts";

/** A count in the ledger. */
export type Count = Pick<
  Row<"stock_movements">,
  "id" | "location_id" | "ingredient_id" | "level" | "business_date" | "moved_at"
>;

/** The two counts between which an ingredient's usage is determined. */
export interface CountSpan {
  readonly first: Count;
  readonly last: Count;
}

/**
 * The counts of every ingredient that was counted at least twice: the last count before the period
 * (or the first in it) and the last one in it.
 *
 * @returns The ingredients that have two counts, and how many have not.
 */
export async function readCountSpans(
  reader: Reader,
  locationIds: readonly string[],
  period: Period,
): Promise<{ readonly spans: readonly CountSpan[]; readonly uncounted: number }> {
  const counts = await readCounts(reader, locationIds, period);
  const spans: CountSpan[] = [];
  let uncounted = 0;
  for (const [, some] of counts) {
    const first = some.findLast(({ business_date }) => business_date < period.date) ?? some[0];
    const last = some.at(-1);
    if (first === undefined || last === undefined || first.business_date >= last.business_date) {
      uncounted++;
      continue;
    }
    spans.push({ first, last });
  }
  return { spans, uncounted };
}

async function readCounts(
  reader: Reader,
  locationIds: readonly string[],
  { date, end_date }: Period,
): Promise<Map<string, Count[]>> {
  const since = Temporal.PlainDate.from(date).subtract({ days: 62 }).toString();
  const rows = await reader.selectFrom("stock_movements")
    .select(["id", "location_id", "ingredient_id", "level", "business_date", "moved_at"])
    .where("location_id", "in", locationIds).where(isMovedByHand()).where("kind", "=", "count")
    .where("business_date", ">=", since).where("business_date", "<=", end_date)
    .orderBy("moved_at").orderBy("id").execute();
  return Map.groupBy(rows, shelfOf);
}
