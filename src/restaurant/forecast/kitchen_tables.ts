import type { Reader } from "../../storage/database.ts";
import { dateOfDay } from "../../values/day_number.ts";
import { fromMilli } from "../../values/money.ts";
import type { Ingredient } from "../inventory/ingredients.ts";
import { readPortionSizes } from "../inventory/portion_sizes.ts";
import { recipesOf } from "../inventory/recipes.ts";
import { USAGE_DAYS } from "../inventory/usage.ts";
import type { Location } from "../locations/location.ts";
import type { MenuItem } from "../menu/menu_items.ts";
import type { ForecastTable } from "./forecast_answer.ts";
import { itemDayIntervals, type ItemForecast } from "./forecast_items.ts";
import type { Plan } from "./forecast_plan.ts";
import { type Needs, needsOf, readRunsOut, runsOutRow } from "./runs_out.ts";
import { tenth } from "./tenth.ts";

const LISTED_PREP = 8;
const LISTED_RUNS_OUT = 10;

/** What the forecast needs of ingredients, and which run out. */
export interface Stock {
  readonly needs: Needs;
  readonly ingredients: ReadonlyMap<string, Ingredient>;
  readonly runsOut: Awaited<ReturnType<typeof readRunsOut>>;
}

/** What the expected items use up, by their recipes. */
export async function stockOf(
  reader: Reader,
  location: Location,
  forecasts: readonly ItemForecast[],
  { days }: Plan,
): Promise<Stock> {
  const recipes = await recipesOf(reader, forecasts.map(({ item_id }) => item_id));
  const rows = await reader.selectFrom("ingredients").selectAll().execute();
  const ingredients = new Map(rows.map((one) => [one.id, one]));
  const sizes = await readPortionSizes(reader, [location.id], {
    date: dateOfDay((days[0] ?? 0) - USAGE_DAYS),
    end_date: dateOfDay((days[0] ?? 0) - 1),
  });
  const needs = needsOf(forecasts, { recipes, sizes }, days.length);
  const runsOut = await readRunsOut(reader, location, ingredients, needs, days[0] ?? 0);
  return { needs, ingredients, runsOut };
}

/** What to have ready on the first open day. */
export function prepTables(
  forecasts: readonly ItemForecast[],
  { needs, ingredients }: Stock,
  menu: readonly MenuItem[],
  items: ReadonlyMap<string, readonly number[]>,
  { histories, units, days, factors }: Plan,
): ForecastTable[] {
  const ahead = factors.findIndex((factor) => factor > 0);
  if (ahead === -1) return [];
  const date = dateOfDay(days[ahead] ?? 0);
  const names = new Map(menu.map(({ id, name }) => [id, name]));
  const used = [...needs].flatMap(([id, quantities]) => {
    const ingredient = ingredients.get(id);
    const quantity = quantities[ahead] ?? 0;
    return ingredient === undefined || quantity === 0 ? [] : [{ ingredient, quantity }];
  }).sort((a, b) => costOf(b) - costOf(a));
  return [
    {
      title: `Prepare for ${date}`,
      columns: ["item", "expected", "enough on 9 days of 10"],
      rows: forecasts.slice(0, LISTED_PREP).map(({ item_id, by_day }) => {
        const expected = by_day[ahead] ?? 0;
        const own = items.get(item_id) ?? [];
        const [interval] = itemDayIntervals(own, histories.units, units, [expected]);
        return [
          names.get(item_id) ?? item_id,
          tenth(expected),
          Math.ceil(interval?.high ?? expected),
        ];
      }),
    },
    ...(used.length === 0 ? [] : [{
      title: `Ingredients for ${date}`,
      columns: ["ingredient", "item_id", "quantity", "unit"],
      rows: used.slice(0, LISTED_PREP).map(({ ingredient, quantity }) => [
        ingredient.name,
        ingredient.id,
        fromMilli(quantity),
        ingredient.unit,
      ]),
    }]),
  ];
}

function costOf(
  { ingredient, quantity }: { readonly ingredient: Ingredient; readonly quantity: number },
): number {
  return quantity * ingredient.pack_cost / ingredient.pack_size;
}

/** Ingredients that run out within the forecast; no table if none does. */
export function runsOutTable(runsOut: Stock["runsOut"], { histories }: Plan): ForecastTable[] {
  if (runsOut.length === 0) return [];
  const omitted = runsOut.length - LISTED_RUNS_OUT;
  return [{
    title: "Runs out",
    columns: [
      ...["ingredient", "item_id", "runs out on", "on hand", "needed in all", "unit"],
      "delivery if ordered now",
    ],
    rows: runsOut.slice(0, LISTED_RUNS_OUT).map((one) => runsOutRow(one, histories.today)),
    ...(omitted > 0 && { omitted }),
  }];
}
