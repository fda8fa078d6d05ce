import type { Reader } from "../../storage/database.ts";
import { readLastCounts } from "./last_counts.ts";
import { instantText } from "../../values/clock.ts";
import type { Milli } from "../../values/money.ts";
import { readPortions } from "./portion_sizes.ts";
import { WHOLE_PORTION } from "../menu/variations.ts";
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
  const countedAt = new Map(
    (await readLastCounts(reader, [locationId])).map((row) => [row.ingredient_id, row.counted_at]),
  );
  const since = instantText(now.subtract({ hours: 24 * DAYS }));
  const sold = countedAt.size === 0 ? [] : await readImported(reader, locationId, since);
  const recipes = await recipesOf(reader, sold.map(({ menu_item_id }) => menu_item_id));
  const usedAfter = new Map<string, ReadonlyMap<string, Milli>>();
  return (ingredientId) => {
    const counted_at = countedAt.get(ingredientId) ?? null;
    if (counted_at === null || sold.length === 0) return { counted_at, imported_use: 0 };
    const hour = counted_at.slice(0, 13);
    const used = usedAfter.getOrInsertComputed(
      hour,
      () => ingredientsFor(sold.filter((line) => line.hour > hour), recipes),
    );
    return { counted_at, imported_use: used.get(ingredientId) ?? 0 };
  };
}

/** Portions of imported sales by item and hour; the hour of a count is taken as counted. */
async function readImported(reader: Reader, locationId: string, since: string) {
  const portionOf = await readPortions(reader);
  const rows = await reader.selectFrom("order_lines")
    .innerJoin("orders", "orders.id", "order_lines.order_id")
    .select(["order_lines.menu_item_id", "order_lines.variation"])
    .select(({ fn, lit }) => [
      fn<string>("substr", ["orders.opened_at", lit(1), lit(13)]).as("hour"),
      fn.sum<number>("order_lines.quantity").as("quantity"),
    ])
    .where("orders.location_id", "=", locationId).where("orders.opened_at", ">=", since)
    .where("orders.status", "!=", "cancelled")
    .where("order_lines.import_id", "is not", null).where("order_lines.voided", "=", 0)
    .groupBy(["order_lines.menu_item_id", "order_lines.variation", "hour"]).execute();
  return rows.map((row) => ({
    menu_item_id: row.menu_item_id,
    hour: row.hour,
    quantity: Math.round(row.quantity * portionOf(row) / WHOLE_PORTION),
  }));
}
