import type { DayNumber } from "../../values/day_number.ts";
import { before, dayAfter, type History, valueOn } from "./history.ts";

/**
 * What was forecast from one day on, knowing only what came before, and what came.
 *
 * @typeParam Forecast One forecast by day, or several.
 */
export interface Trial<Forecast = readonly number[]> {
  /** The first day that was forecast. */
  readonly origin: DayNumber;
  readonly forecast: Forecast;
  /** By day; null for a day that says nothing. It ends with the history. */
  readonly actual: readonly (number | null)[];
}

/** How far and how often a method is tried. */
export interface TrialPlan {
  readonly horizon: number;
  /** Most trials; the last of them begins a week before the end of the history. */
  readonly origins: number;
  /** Days that must lie before an origin. */
  readonly leastDays: number;
}

/**
 * Tries a forecast on its own past, from an origin every 7 days, the latest origin first.
 *
 * @param forecast Of the days after a history, as many as the plan's horizon.
 */
export async function runTrials<Forecast>(
  forecast: (history: History) => Forecast | Promise<Forecast>,
  history: History,
  { horizon, origins, leastDays }: TrialPlan,
): Promise<Trial<Forecast>[]> {
  const trials: Trial<Forecast>[] = [];
  for (let origin = dayAfter(history) - 7; trials.length < origins; origin -= 7) {
    if (origin - history.first < leastDays) break;
    const length = Math.min(horizon, dayAfter(history) - origin);
    trials.push({
      origin,
      forecast: await forecast(before(history, origin)),
      actual: Array.from({ length }, (_, i) => valueOn(history, origin + i)),
    });
  }
  return trials;
}

/** The pairs of forecast and actual value of the first `days` days of some trials. */
export function scoredDays(
  trials: readonly Trial[],
  days: number,
): { readonly forecast: number; readonly actual: number }[] {
  return trials.flatMap(({ forecast, actual }) =>
    actual.slice(0, days).flatMap((value, i) => {
      const expected = forecast[i];
      return value === null || expected === undefined
        ? []
        : [{ forecast: expected, actual: value }];
    })
  );
}

/**
 * The weighted absolute percentage error: the forecasts' error in percent of the actual values.
 * Null if those are zero.
 */
export function wape(
  days: readonly { readonly forecast: number; readonly actual: number }[],
): number | null {
  const came = days.reduce((sum, { actual }) => sum + Math.abs(actual), 0);
  const off = days.reduce((sum, { forecast, actual }) => sum + Math.abs(actual - forecast), 0);
  return came === 0 ? null : 100 * off / came;
}
