import { isMovedByHand } from "../../storage/conditions.ts";
import type { Reader } from "../../storage/database.ts";
import type { Row } from "../../storage/schema/schema.ts";
import { shelfOf } from "../inventory/last_counts.ts";
import type { Period } from "../../values/period.ts";

/** A count in the ledger. */
export type Count = Pick<
  Row<"stock_movements">,
  "id" | "location_id" | "ingredient_id" | "level" | "business_date" | "moved_at" | "undone_at"
>;

/** The two counts between which an ingredient's usage is determined. */
export interface CountSpan {
  readonly first: Count;
  readonly last: Count;
}

/** The counts of some ingredients around a period. */
export interface CountsAround {
  /** The ingredients that have two counts. */
  readonly spans: readonly CountSpan[];
  /** How many have not. */
  readonly uncounted: number;
  /** Counts that would be one of the two if they had not been undone. */
  readonly undone: readonly Count[];
}

/**
 * The counts of every ingredient that was counted at least twice: the last count before the period
 * (or the first in it) and the last one in it. Counts that were undone are left out.
 */
export async function readCountSpans(
  reader: Reader,
  locationIds: readonly string[],
  period: Period,
): Promise<CountsAround> {
  const counts = await readCounts(reader, locationIds, period);
  const spans: CountSpan[] = [];
  const undone: Count[] = [];
  let uncounted = 0;
  for (const all of counts.values()) {
    undone.push(...endsOf(all, period).filter(({ undone_at }) => undone_at !== null));
    const [first, last] = endsOf(all.filter(({ undone_at }) => undone_at === null), period);
    if (first === undefined || last === undefined || first.business_date >= last.business_date) {
      uncounted++;
      continue;
    }
    spans.push({ first, last });
  }
  return { spans, uncounted, undone };
}

/** The first and the last count that matter to a period; one if they are the same. */
function endsOf(counts: readonly Count[], { date }: Period): Count[] {
  const first = counts.findLast(({ business_date }) => business_date < date) ?? counts[0];
  return [...new Set([first, counts.at(-1)])].filter((count) => count !== undefined);
}

async function readCounts(
  reader: Reader,
  locationIds: readonly string[],
  { date, end_date }: Period,
): Promise<Map<string, Count[]>> {
  const since = Temporal.PlainDate.from(date).subtract({ days: 62 }).toString();
  const rows = await reader.selectFrom("stock_movements")
    .select(["id", "location_id", "ingredient_id", "level", "business_date", "moved_at"])
    .select("undone_at")
    .where("location_id", "in", locationIds).where(isMovedByHand()).where("kind", "=", "count")
    .where("business_date", ">=", since).where("business_date", "<=", end_date)
    .orderBy("moved_at").orderBy("id").execute();
  return Map.groupBy(rows, shelfOf);
}
