import { weekdayOf } from "../../values/day_number.ts";
import { sum } from "../../values/sum.ts";
import { dayAfter, type History, type Method } from "./history.ts";
import { lastSameWeekdays } from "./weekday_mean.ts";

/** Weeks whose days make the factor of a weekday. */
const FACTOR_WEEKS = 20;
/** Share of the days cut off at each end before a factor is taken. */
const TRIMMED = 0.1;

/** How a level follows what is sold. */
interface Pace {
  /** The weight of the newest day. */
  readonly alpha: number;
  /** Days whose mean the level starts from. */
  readonly startDays: number;
}

/** A level that chance hardly moves: 0.03 to 0.05 beat 0.1 and more on 829 steady restaurants. */
export const weekdayLevel: Method = levelMethod({ alpha: 0.05, startDays: 28 });

/** A level that follows a season, a new restaurant or a change for good within two weeks. */
export const quickLevel: Method = levelMethod({ alpha: 0.15, startDays: 7 });

/**
 * Weekday factors x a level: each weekday's share of an average day from its last 20 days, and the
 * exponentially smoothed size of a day without its weekday.
 */
function levelMethod(pace: Pace): Method {
  return function levelOfWeekdays(history, _kinds, horizon) {
    const factors = weekdayFactors(history);
    const level = levelOf(daySizes(history, factors), pace);
    const end = dayAfter(history);
    return Array.from({ length: horizon }, (_, i) => level * (factors[weekdayOf(end + i)] ?? 1));
  };
}

/** By weekday, Monday first: its trimmed mean over that of all weekdays; 1 when it has none. */
export function weekdayFactors(history: History): number[] {
  const end = dayAfter(history);
  const means = Array.from({ length: 7 }, (_, weekday) => {
    const day = end + ((weekday - weekdayOf(end)) % 7 + 7) % 7;
    return trimmedMean(lastSameWeekdays(history, day, FACTOR_WEEKS));
  });
  const known = means.filter((mean) => mean !== null);
  const whole = sum(known) / known.length;
  return means.map((mean) => mean === null || !(whole > 0) ? 1 : mean / whole);
}

/** The mean without the largest and the smallest tenth; null without values. */
export function trimmedMean(values: readonly number[]): number | null {
  if (values.length === 0) return null;
  const cut = Math.floor(values.length * TRIMMED);
  const kept = values.toSorted((a, b) => a - b).slice(cut, values.length - cut);
  return sum(kept) / kept.length;
}

/** What each day would have been without its weekday; null for a day that says nothing. */
export function daySizes(
  { first, values }: History,
  factors: readonly number[],
): (number | null)[] {
  return values.map((value, i) => {
    const factor = factors[weekdayOf(first + i)] ?? 1;
    return value !== null && factor > 0 ? value / factor : null;
  });
}

function levelOf(days: readonly (number | null)[], { alpha, startDays }: Pace): number {
  const sizes = days.filter((size) => size !== null);
  const start = sizes.slice(0, startDays);
  const mean = sum(start) / Math.max(start.length, 1);
  return sizes.slice(start.length).reduce((level, size) => level + alpha * (size - level), mean);
}
