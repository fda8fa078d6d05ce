import { isStandingCount } from "../../storage/conditions.ts";
import type { Reader } from "../../storage/database.ts";
import type { DateText } from "../../values/business_day.ts";
import type { InstantText } from "../../values/clock.ts";

/** When an ingredient was last counted at a location. */
export interface LastCount {
  readonly location_id: string;
  readonly ingredient_id: string;
  readonly counted_at: InstantText;
  readonly business_date: DateText;
}

/** What names an ingredient at a location. */
export function shelfOf(
  { location_id, ingredient_id }: Pick<LastCount, "location_id" | "ingredient_id">,
): string {
  return `${location_id} ${ingredient_id}`;
}

/**
 * The last count of each ingredient at some locations, without those that were never counted there:
 * one step into the index of counts for each, however many there are. Counts that were undone are
 * as if never made.
 *
 * @param until Later business dates do not count.
 */
export async function readLastCounts(
  reader: Reader,
  locationIds: readonly string[],
  until?: DateText,
): Promise<LastCount[]> {
  const rows = await reader.selectFrom("stock").select((eb) => {
    let counts = eb.selectFrom("stock_movements")
      .whereRef("stock_movements.location_id", "=", "stock.location_id")
      .whereRef("stock_movements.ingredient_id", "=", "stock.ingredient_id")
      .where(isStandingCount());
    if (until !== undefined) counts = counts.where("business_date", "<=", until);
    const last = counts.orderBy("moved_at", "desc").limit(1);
    return [
      "location_id",
      "ingredient_id",
      last.select("moved_at").as("counted_at"),
      last.select("business_date").as("business_date"),
    ];
  }).where("location_id", "in", locationIds).execute();
  return rows.flatMap(({ counted_at, business_date, ...place }) =>
    counted_at === null || business_date === null ? [] : [{ ...place, counted_at, business_date }]
  );
}
