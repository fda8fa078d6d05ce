import type { DayNumber } from "../../values/day_number.ts";
import { before, dayAfter, type History, type Method, valueOn } from "./history.ts";
import type { DayKinds } from "./holidays/day_kinds.ts";

/** A method's forecast from one day on, knowing only earlier days, and the actual values. */
export interface Trial {
  /** The first day that was forecast. */
  readonly origin: DayNumber;
  readonly forecast: readonly number[];
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

/** Tries a method on its own past, from an origin every 7 days, the latest origin first. */
export function runTrials(
  method: Method,
  history: History,
  kinds: DayKinds,
  { horizon, origins, leastDays }: TrialPlan,
): Trial[] {
  const trials: Trial[] = [];
  for (let origin = dayAfter(history) - 7; trials.length < origins; origin -= 7) {
    if (origin - history.first < leastDays) break;
    trials.push(trialFrom(origin, method, history, kinds, horizon));
  }
  return trials;
}

/** One trial. */
export function trialFrom(
  origin: DayNumber,
  method: Method,
  history: History,
  kinds: DayKinds,
  horizon: number,
): Trial {
  const length = Math.min(horizon, dayAfter(history) - origin);
  return {
    origin,
    forecast: method(before(history, origin), kinds, horizon),
    actual: Array.from({ length }, (_, i) => valueOn(history, origin + i)),
  };
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
