import type { History, Method } from "./history.ts";
import type { DayKinds } from "./holidays/day_kinds.ts";
import { logRegression } from "./log_regression.ts";
import { weekdayLevel } from "./weekday_level.ts";
import { weekdayMean } from "./weekday_mean.ts";

/** The same weekday last week. */
export const seasonalNaive: Method = weekdayMean(1);

/** The mean of the last four same weekdays: what a careful manager would do by hand. */
export const fourWeekMean: Method = weekdayMean(4);

const twelveWeekMean = weekdayMean(12);

/** Days of history under which there is no forecast: not two of each weekday. */
export const LEAST_DAYS = 14;
/** Under this many days only the mean of the same weekdays. */
const LEVEL_DAYS = 28;
/** Under this many days no regression. */
const REGRESSION_DAYS = 56;

/** The parts that a history is long enough for. */
export function partsFor({ values }: History): Readonly<Record<string, Method>> {
  const mean = { "mean of the last same weekdays": twelveWeekMean };
  if (values.length < LEVEL_DAYS) return mean;
  const level = { "weekday factors x level": weekdayLevel, ...mean };
  if (values.length < REGRESSION_DAYS) return level;
  return { "regression on weekday and holidays": logRegression, ...level };
}

/**
 * The equal mean of three methods: regression on logarithms, weekday factors x level, and the mean
 * of the last 12 same weekdays. Each is best somewhere; their mean is near the best everywhere, and
 * better than choosing one by its recent errors. A short history leaves out the methods that it
 * cannot support.
 */
export function meanOfMethods(history: History, kinds: DayKinds, horizon: number): number[] {
  const forecasts = Object.values(partsFor(history)).map((method) =>
    method(history, kinds, horizon)
  );
  return Array.from(
    { length: horizon },
    (_, i) => forecasts.reduce((sum, forecast) => sum + (forecast[i] ?? 0), 0) / forecasts.length,
  );
}
