import type { Reader } from "../../storage/database.ts";
import { dateOfDay, type DayNumber, dayNumber } from "../../values/day_number.ts";
import { fromMilli } from "../../values/money.ts";
import { sum } from "../../values/sum.ts";
import type { Ingredient } from "../inventory/ingredients.ts";
import { readUnknownShelves } from "../inventory/unknown_shelves.ts";
import { readOnOrder } from "../inventory/on_order.ts";
import type { PortionSizes } from "../inventory/portion_sizes.ts";
import { ingredientsFor, type Recipes } from "../inventory/recipes.ts";
import type { Location } from "../locations/location.ts";
import type { ItemForecast } from "./forecast_items.ts";

/** The need for an ingredient by day, in thousandths of its unit. */
export type Needs = ReadonlyMap<string, readonly number[]>;

/** An ingredient that does not last. */
export interface RunsOut {
  readonly ingredient: Ingredient;
  readonly day: DayNumber;
  readonly on_hand: number;
  readonly needed: number;
}

/** What the expected items take: their recipes, and the portions in which they are sold. */
interface Takes {
  readonly recipes: Recipes;
  readonly sizes: PortionSizes;
}

/** The need of the expected items' recipes, by ingredient and day. */
export function needsOf(
  items: readonly ItemForecast[],
  { recipes, sizes }: Takes,
  horizon: number,
): Needs {
  const needs = new Map<string, number[]>();
  for (let day = 0; day < horizon; day++) {
    const portions = items.map(({ item_id, by_day }) => ({
      menu_item_id: item_id,
      quantity: sizes.portionsOf(item_id, Math.round((by_day[day] ?? 0) * 1000)),
    })).filter(({ quantity }) => quantity > 0);
    for (const [id, quantity] of ingredientsFor(portions, recipes)) {
      const days = needs.get(id) ?? Array.from({ length: horizon }, () => 0);
      days[day] = quantity;
      needs.set(id, days);
    }
  }
  return needs;
}

/**
 * Which counted ingredients run out within the horizon, the earliest first. What is on order comes in
 * on the day it is expected; what was never counted is not known to run out.
 */
export async function readRunsOut(
  reader: Reader,
  location: Location,
  ingredients: ReadonlyMap<string, Ingredient>,
  needs: Needs,
  first: DayNumber,
): Promise<RunsOut[]> {
  const stock = await reader.selectFrom("stock").selectAll()
    .where("location_id", "=", location.id).execute();
  const onOrder = await readOnOrder(reader, [location.id]);
  const isUnknown = await readUnknownShelves(reader);
  return stock.filter((shelf) => !isUnknown(shelf)).flatMap(({ ingredient_id, on_hand }) => {
    const ingredient = ingredients.get(ingredient_id);
    const days = needs.get(ingredient_id);
    if (ingredient === undefined || days === undefined) return [];
    const coming = onOrder.filter((line) => line.ingredient_id === ingredient_id);
    let left = on_hand;
    const ahead = days.findIndex((needed, i) => {
      left += coming.filter(({ expected_on }) => arrives(expected_on, first, i))
        .reduce((sum, { quantity }) => sum + quantity, 0);
      left -= needed;
      return left < 0;
    });
    if (ahead === -1) return [];
    const needed = sum(days);
    return [{ ingredient, day: first + ahead, on_hand, needed }];
  }).sort((a, b) => a.day - b.day || (a.ingredient.name < b.ingredient.name ? -1 : 1));
}

/** Whether a delivery arrives by a day ahead: on its day, or on the first day if it is overdue. */
function arrives(expected: string | null, first: DayNumber, ahead: number): boolean {
  if (expected === null) return false;
  const day = dayNumber(expected);
  return ahead === 0 ? day <= first : day === first + ahead;
}

/** An ingredient that runs out, as a row of an answer. */
export function runsOutRow(
  { ingredient, day, on_hand, needed }: RunsOut,
  today: string,
): (string | number)[] {
  return [
    ingredient.name,
    ingredient.id,
    dateOfDay(day),
    fromMilli(on_hand),
    fromMilli(needed),
    ingredient.unit,
    dateOfDay(dayNumber(today) + ingredient.lead_time_days),
  ];
}
