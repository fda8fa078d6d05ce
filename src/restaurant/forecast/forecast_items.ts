import { sum } from "../../values/sum.ts";
import type { SeriesForecast } from "./forecast_series.ts";
import { errorModel } from "./error_model.ts";
import { itemShare, itemTrials } from "./item_shares.ts";
import type { History } from "./history.ts";
import type { Interval } from "./interval.ts";

/** An item's units by day, and in the first week with an interval. */
export interface ItemForecast {
  readonly item_id: string;
  readonly by_day: readonly number[];
  readonly week: number;
  readonly interval: Interval | null;
}

/** Days without a sale, while others sold, after which an item counts as gone from the menu. */
const GONE_AFTER_DAYS = 14;

/**
 * Units of every item that is still sold: all units x its share, the largest first.
 *
 * @param expected All units by day; 0 on closed days.
 */
export function forecastItems(
  items: ReadonlyMap<string, readonly number[]>,
  units: History,
  forecast: SeriesForecast,
  expected: readonly number[],
): ItemForecast[] {
  const days = Math.min(7, expected.length);
  return [...items].flatMap(([item_id, own]) => {
    if (!own.slice(-GONE_AFTER_DAYS).some((sold) => sold > 0)) return [];
    const share = itemShare(own, units);
    const by_day = expected.map((all) => all * share);
    const week = sum(by_day.slice(0, days));
    const trials = itemTrials(own, units, forecast.trials, days);
    const interval = errorModel(trials, units).ofSum(0, days, week);
    return week > 0 ? [{ item_id, by_day, week, interval }] : [];
  }).sort((a, b) => b.week - a.week || (a.item_id < b.item_id ? -1 : 1));
}

/** The 80 % interval of an item on each day, from what it sold beside its forecast on past days. */
export function itemDayIntervals(
  own: readonly number[],
  units: History,
  forecast: SeriesForecast,
  by_day: readonly number[],
): (Interval | null)[] {
  const trials = itemTrials(own, units, forecast.trials, by_day.length);
  const model = errorModel(trials, units);
  return by_day.map((expected, ahead) => model.ofDay(ahead, expected));
}
