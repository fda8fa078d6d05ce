import type { Reader } from "../../storage/database.ts";
import type { DateText } from "../../values/business_day.ts";
import type { Milli } from "../../values/money.ts";
import { WHOLE_PORTION } from "../menu/variations.ts";
import { readImportedSales } from "./imported_sales.ts";
import { type LastCount, readLastCounts } from "./last_counts.ts";
import { readPortions } from "./portion_sizes.ts";
import { ingredientsFor, recipesOf } from "./recipes.ts";

/** Imported sales are subtracted for this long after a count; older counts mean too little. */
const DAYS = 60;

/** How old what is known of an ingredient is. */
export interface StockAge {
  /** UTC instant of the last count; null if it was never counted. */
  readonly counted_at: string | null;
  /** The usage of imported sales since, by recipe: imports move no stock themselves. */
  readonly imported_use: Milli;
}

/** How old the stock of a location is, by ingredient id. */
export async function readStockAges(
  reader: Reader,
  locationId: string,
  now: Temporal.Instant,
): Promise<(ingredientId: string) => StockAge> {
  const counts = await readLastCounts(reader, [locationId]);
  const since = now.subtract({ hours: 24 * DAYS }).toString().slice(0, 10);
  const sold = await readSoldSince(reader, locationId, counts, since);
  const recipes = await recipesOf(reader, sold.map(({ menu_item_id }) => menu_item_id));
  const countOf = new Map(counts.map((count) => [count.ingredient_id, count]));
  const usedAfter = new Map<string, ReadonlyMap<string, Milli>>();
  return (ingredientId) => {
    const count = countOf.get(ingredientId);
    if (count === undefined) return { counted_at: null, imported_use: 0 };
    const { counted_at } = count;
    const used = usedAfter.getOrInsertComputed(
      hourOf(counted_at),
      () => ingredientsFor(sold.filter((one) => isAfter(one, count)), recipes),
    );
    return { counted_at, imported_use: used.get(ingredientId) ?? 0 };
  };
}

/** Portions that imports sold on a day, or in an hour of a day on which something was counted. */
interface Sold {
  readonly menu_item_id: string;
  readonly quantity: Milli;
  readonly date: DateText;
  readonly hour: string | null;
}

/** The hour of a count is taken as counted. */
function isAfter({ date, hour }: Sold, count: LastCount): boolean {
  if (hour === null) return date > count.business_date;
  return date === count.business_date && hour > hourOf(count.counted_at);
}

async function readSoldSince(
  reader: Reader,
  location_id: string,
  counts: readonly LastCount[],
  since: DateText,
): Promise<Sold[]> {
  const portionOf = await readPortions(reader);
  const dates = new Set(counts.map(({ business_date }) => business_date));
  const sold = await readImportedSales(reader, { location_id, since, byHourOn: [...dates] });
  return sold.map(({ units, variation, ...one }) => ({
    ...one,
    quantity: Math.round(units * portionOf({ ...one, variation }) / WHOLE_PORTION),
  }));
}

function hourOf(instant: string): string {
  return instant.slice(0, 13);
}
