import { weekdayOf } from "../../values/day_number.ts";
import { sum } from "../../values/sum.ts";
import { dayAfter, type History } from "./history.ts";
import type { DayKinds } from "./holidays/day_kinds.ts";
import { daySizes, weekdayFactors } from "./weekday_level.ts";

/** The weight of the newest day in the level, and of its error in the trend. */
const [ALPHA, BETA] = [0.1, 0.01];
/** What is left of the trend a day later: it comes to nothing within months. */
const DAMPING = 0.985;
/** Days whose mean the level starts from. */
const START_DAYS = 7;
/** Sales hardly fall below this part of their level within four weeks, whatever the trend. */
const LEAST_PART = 0.3;

/** The size of a day without its weekday, and how much it grows from day to day. */
interface Trend {
  readonly level: number;
  readonly growth: number;
}

/**
 * Weekday factors x a level that goes on as it went: exponential smoothing with a damped trend
 * (Gardner and McKenzie 1985). Strong seasons and new places need it.
 */
export function trendLevel(history: History, _kinds: DayKinds, horizon: number): number[] {
  const factors = weekdayFactors(history);
  const { level, growth } = trendOf(daySizes(history, factors));
  const end = dayAfter(history);
  let [ahead, grown] = [growth, 0];
  return Array.from({ length: horizon }, (_, i) => {
    ahead *= DAMPING;
    grown += ahead;
    const size = Math.max(level + grown, LEAST_PART * level);
    return size * (factors[weekdayOf(end + i)] ?? 1);
  });
}

function trendOf(sizes: readonly (number | null)[]): Trend {
  const known = sizes.filter((size) => size !== null).slice(0, START_DAYS);
  let [level, growth, seen] = [sum(known) / Math.max(known.length, 1), 0, 0];
  for (const size of sizes) {
    if (size !== null && seen++ < START_DAYS) continue;
    growth *= DAMPING;
    level += growth;
    if (size === null) continue;
    const error = size - level;
    level += ALPHA * error;
    growth += BETA * error;
  }
  return { level, growth };
}
