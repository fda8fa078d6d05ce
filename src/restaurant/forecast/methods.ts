import type { History, Method } from "./history.ts";
import type { DayKinds } from "./holidays/day_kinds.ts";
import { logRegression } from "./log_regression.ts";
import { quickLevel, weekdayLevel } from "./weekday_level.ts";
import { trendLevel } from "./trend_level.ts";
import { weekdayMean } from "./weekday_mean.ts";
import { seasonFactors } from "./yearly_season.ts";

/** The same weekday last week. */
export const seasonalNaive: Method = weekdayMean(1);

/** The mean of the last four same weekdays: what a careful manager would do by hand. */
export const fourWeekMean: Method = weekdayMean(4);

const twelveWeekMean = weekdayMean(12);

/** Days of history under which there is no forecast: not two of each weekday. */
export const LEAST_DAYS = 14;
/** Under this many days the steady mean is that of the same weekdays. */
const LEVEL_DAYS = 28;
/** Under this many days no regression in the steady mean. */
const REGRESSION_DAYS = 56;

/**
 * The equal mean of regression on logarithms, weekday factors x slow level, and the mean of the last
 * 12 same weekdays, as far as a history is long enough for them: near the best on steady restaurants.
 */
function steadyMean(
  history: History,
  { regression, level, mean }: Readonly<Record<"regression" | "level" | "mean", readonly number[]>>,
): number[] {
  const parts = [
    mean,
    ...(history.values.length < LEVEL_DAYS ? [] : [level]),
    ...(history.values.length < REGRESSION_DAYS ? [] : [regression]),
  ];
  return mean.map((_, day) =>
    parts.reduce((sum, part) => sum + (part[day] ?? 0), 0) / parts.length
  );
}

/** The forecasts that `blendMethods` weighs. */
export const PART_NAMES = [
  "steady",
  "regression",
  "quick",
  "quick_season",
  "trend",
  "regression_season",
] as const;

/** One of `PART_NAMES`. */
export type PartName = typeof PART_NAMES[number];

/** What each part expects of the days after a history. */
export function partForecasts(
  history: History,
  kinds: DayKinds,
  horizon: number,
): Record<PartName, number[]> {
  const regression = logRegression(history, kinds, horizon);
  const quick = quickLevel(history, kinds, horizon);
  const season = seasonFactors(history, horizon);
  const seasonal = (part: readonly number[]) => part.map((value, i) => value * (season[i] ?? 1));
  return {
    steady: steadyMean(history, {
      regression,
      level: weekdayLevel(history, kinds, horizon),
      mean: twelveWeekMean(history, kinds, horizon),
    }),
    regression,
    quick,
    quick_season: seasonal(quick),
    trend: trendLevel(history, kinds, horizon),
    regression_season: seasonal(regression),
  };
}
