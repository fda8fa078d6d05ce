import { sum } from "../../values/sum.ts";
import { dayAfter, type History } from "./history.ts";
import { daySizes, weekdayFactors } from "./weekday_level.ts";

/** A year of whole weeks: the same weekday a year before. */
const YEAR = 364;
const MOST_YEARS = 2;
/** Days on each side of a day whose mean stands for its season: three weeks in all. */
const AROUND = 10;
/** How much of what a year did is expected of the next: some of it was chance. */
const TRUST = 0.7;

/**
 * What the season does to each coming day, beside the last weeks: what the days around the same date
 * of past years were, relative to the weeks before them. 1 without a year of history.
 */
export function seasonFactors(history: History, horizon: number): number[] {
  const sizes = daySizes(history, weekdayFactors(history));
  const end = dayAfter(history) - history.first;
  return Array.from({ length: horizon }, (_, ahead) => {
    const changes = Array.from({ length: MOST_YEARS }, (_, year) => {
      const then = end - YEAR * (year + 1);
      const recent = meanOf(sizes, then - 2 * AROUND, then);
      const coming = meanOf(sizes, then + ahead - AROUND, then + ahead + AROUND + 1);
      return recent === null || coming === null ? null : Math.log(coming / recent);
    }).filter((change) => change !== null);
    return changes.length === 0 ? 1 : Math.exp(TRUST * sum(changes) / changes.length);
  });
}

/** The mean of some days; null if too few of them are known, or nothing was sold. */
function meanOf(sizes: readonly (number | null)[], from: number, to: number): number | null {
  if (from < 0) return null;
  const known = sizes.slice(from, to).filter((size) => size !== null);
  const total = sum(known);
  return known.length < AROUND || total <= 0 ? null : total / known.length;
}
