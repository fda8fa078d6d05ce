import { dateOfDay } from "../../values/day_number.ts";
import type { MenuItem } from "../menu/menu_items.ts";
import { DETAIL_DAYS, type ForecastAnswer, type ForecastTable } from "./forecast_answer.ts";
import { itemDayIntervals, type ItemForecast } from "./forecast_items.ts";
import type { Plan } from "./forecast_plan.ts";
import { wholeNumbers } from "./interval.ts";
import { tenth } from "./tenth.ts";

const LISTED_ITEMS = 8;

/** Units by item, the best sold first. */
export function itemTable(
  forecasts: readonly ItemForecast[],
  menu: readonly MenuItem[],
  { days }: Plan,
): ForecastTable {
  const names = new Map(menu.map(({ id, name }) => [id, name]));
  const omitted = forecasts.length - LISTED_ITEMS;
  return {
    title: "Units by item: the first 7 days in all with their 80 % interval, and by day",
    columns: [
      ...["item", "item_id", "units", "from", "to"],
      ...days.slice(0, DETAIL_DAYS).map(dateOfDay),
    ],
    rows: forecasts.slice(0, LISTED_ITEMS).map(({ item_id, by_day, week, interval }) => {
      const units = interval === null ? null : wholeNumbers(interval, week);
      return [
        names.get(item_id) ?? item_id,
        item_id,
        tenth(week),
        units?.low ?? null,
        units?.high ?? null,
        ...by_day.slice(0, DETAIL_DAYS).map(tenth),
      ];
    }),
    ...(omitted > 0 && { omitted }),
  };
}

/** The days of the item that was asked for. */
export function itemByDay(
  { id }: MenuItem,
  own: readonly number[],
  forecasts: readonly ItemForecast[],
  { histories, units, factors }: Plan,
): Pick<ForecastAnswer["days"][number], "units" | "units_low" | "units_high">[] {
  const by_day = forecasts.find(({ item_id }) => item_id === id)?.by_day ?? factors.map(() => 0);
  const intervals = itemDayIntervals(own, histories.units, units, by_day);
  return by_day.map((expected, i) => {
    const interval = intervals[i];
    const units = expected === 0 || !interval ? null : wholeNumbers(interval, expected);
    return {
      units: tenth(expected),
      units_low: units?.low ?? null,
      units_high: units?.high ?? null,
    };
  });
}
