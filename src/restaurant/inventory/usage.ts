import type { Location } from "../locations/location.ts";
import type { Reader } from "../../storage/database.ts";
import { readEndsOfDays } from "../../storage/ends_of_days.ts";
import { type DateText, momentOfInstant } from "../../values/business_day.ts";
import { type Fraction, fraction, times } from "../../values/fraction.ts";
import { readPortionSizes } from "./portion_sizes.ts";
import { exactIngredientsFor, recipesOf } from "./recipes.ts";

/** Four weeks: every weekday counts alike. */
export const USAGE_DAYS = 28;

/** The business dates whose sales determine the usage of a location, both included. */
export interface UsageWindow {
  readonly date: DateText;
  readonly end_date: DateText;
  readonly days: number;
}

/** The usage of a location. */
export interface Usage {
  /** Null if nothing was sold before today. */
  readonly window: UsageWindow | null;
  /** Menu items sold in it that have no recipe: what they use is not known. */
  readonly without_recipe: number;
  /** By ingredient id, in thousandths of its unit. */
  readonly per_day: ReadonlyMap<string, Fraction>;
}

/**
 * The daily usage of each ingredient at a location: recipes x units sold, over the last 28 finished
 * business dates. If sales end earlier, so does the window; if they began later, it is shorter.
 * Days that were closed count, as lead times do.
 */
export async function readUsage(
  reader: Reader,
  location: Location,
  now: Temporal.Instant,
): Promise<Usage> {
  const window = await usageWindow(reader, location, now);
  if (window === null) return { window, without_recipe: 0, per_day: new Map() };
  const sold = await reader.selectFrom("sales_rollups").select("key as menu_item_id")
    .select(({ fn }) => fn.sum<number>("units").as("quantity"))
    .where("location_id", "=", location.id).where("dimension", "=", "item")
    .where("business_date", ">=", window.date).where("business_date", "<=", window.end_date)
    .groupBy("key").execute();
  const recipes = await recipesOf(reader, sold.map(({ menu_item_id }) => menu_item_id));
  const day = fraction([1], [window.days]);
  const { portionsOf } = await readPortionSizes(reader, [location.id], window);
  const portions = sold.map(({ menu_item_id, quantity }) => ({
    menu_item_id,
    quantity: portionsOf(menu_item_id, quantity),
  }));
  const used = exactIngredientsFor(portions, recipes);
  const without_recipe = sold.filter(({ menu_item_id }) => !recipes.has(menu_item_id)).length;
  return {
    window,
    without_recipe,
    per_day: new Map([...used].map(([id, total]) => [id, times(total, day)])),
  };
}

async function usageWindow(
  reader: Reader,
  location: Location,
  now: Temporal.Instant,
): Promise<UsageWindow | null> {
  const ends = await readEndsOfDays(
    reader.selectFrom("sales_rollups")
      .where("location_id", "=", location.id).where("dimension", "=", "day")
      .where("business_date", "<", momentOfInstant(now, location).business_date),
  );
  return ends === null ? null : windowBetween(ends.first, ends.last);
}

/** The last 28 days of a history. */
export function windowBetween(first: DateText, last: DateText): UsageWindow {
  const end = Temporal.PlainDate.from(last);
  const start = end.subtract({ days: USAGE_DAYS - 1 }).toString();
  const date = start < first ? first : start;
  const { days } = Temporal.PlainDate.from(date).until(end, { largestUnit: "days" });
  return { date, end_date: last, days: days + 1 };
}
