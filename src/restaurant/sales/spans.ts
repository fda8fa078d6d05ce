import { dateOfDay, type DayNumber } from "../../values/day_number.ts";
import type { Period } from "../../values/period.ts";

/** The same business dates of some locations, both ends included. */
export interface Span extends Period {
  readonly location_ids: readonly string[];
}

/** Days of locations as few spans: runs of days, with the locations that have the same. */
export function spansOf(days: ReadonlyMap<string, readonly DayNumber[]>): Span[] {
  const runs = new Map<string, string[]>();
  for (const [location, own] of days) {
    for (const [first, last] of runsOf(own)) {
      runs.getOrInsertComputed(`${dateOfDay(first)} ${dateOfDay(last)}`, () => []).push(location);
    }
  }
  return Array.from(runs, ([key, location_ids]) => {
    const [date = "", end_date = ""] = key.split(" ");
    return { date, end_date, location_ids };
  });
}

/** Runs of days that follow one another; the days are in their order. */
function runsOf(days: readonly DayNumber[]): [DayNumber, DayNumber][] {
  const runs: [DayNumber, DayNumber][] = [];
  for (const day of days) {
    const run = runs.at(-1);
    if (run !== undefined && run[1] === day - 1) run[1] = day;
    else runs.push([day, day]);
  }
  return runs;
}
