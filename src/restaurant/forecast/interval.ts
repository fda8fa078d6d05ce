import type { Trial } from "./backtest.ts";

/** Bounds between which 8 of 10 days are expected to lie. */
export interface Interval {
  readonly low: number;
  readonly high: number;
}

/** Share of the past that lies below, and above, an 80 % interval. */
const TAIL = 0.1;
/** A day of almost nothing has no mirror image that could be true. */
const LEAST_MIRRORED = 1 / 3;

/**
 * Errors relative to their forecasts, `(actual - forecast) / forecast`, of some days ahead: what
 * intervals are made from (split conformal prediction on the method's own past).
 *
 * @param from First day ahead, 0 is the day of the origin; `to` is the day after the last.
 */
export function relativeErrors(trials: readonly Trial[], from: number, to: number): number[] {
  return trials.flatMap(({ forecast, actual }) =>
    actual.slice(from, to).flatMap((value, i) => {
      const expected = forecast[from + i] ?? 0;
      return value === null || expected <= 0 ? [] : [(value - expected) / expected];
    })
  );
}

/**
 * The same for sums over days, one for each trial whose days have all ended: errors of single days
 * partly cancel out in a sum, so its interval is narrower than the sum of intervals.
 */
export function relativeErrorsOfSums(
  trials: readonly Trial[],
  from: number,
  to: number,
): number[] {
  return trials.flatMap(({ forecast, actual }) => {
    if (actual.length < to) return [];
    let [expected, came] = [0, 0];
    for (let day = from; day < to; day++) {
      const value = actual[day];
      if (value === null || value === undefined) continue;
      expected += forecast[day] ?? 0;
      came += value;
    }
    return expected > 0 ? [(came - expected) / expected] : [];
  });
}

/**
 * Errors of a whole series and their mirror image: what was twice too low may next be twice too high.
 * When a season turns, all errors of half a year lie on one side, and what comes on the other.
 */
export function bothWays(errors: readonly number[]): number[] {
  return errors.flatMap((error) => [error, 1 / Math.max(1 + error, LEAST_MIRRORED) - 1]);
}

/**
 * The interval around a forecast from past relative errors: the quantiles at 10 % and 90 % with the
 * correction for n + 1 of conformal prediction. With fewer than 19 errors the bounds are the
 * extremes. The forecast itself is never outside. Null without any error.
 */
export function intervalAround(forecast: number, errors: readonly number[]): Interval | null {
  const sorted = errors.toSorted((a, b) => a - b);
  const below = Math.max(Math.floor((sorted.length + 1) * TAIL) - 1, 0);
  const low = sorted[below];
  const high = sorted[sorted.length - 1 - below];
  if (low === undefined || high === undefined) return null;
  return {
    low: Math.max(0, forecast * (1 + Math.min(low, 0))),
    high: Math.max(0, forecast * (1 + Math.max(high, 0))),
  };
}
