import type { DayNumber } from "../../values/day_number.ts";
import { sum } from "../../values/sum.ts";
import { dayAfter, type History, type Method } from "./history.ts";

/**
 * The mean of the last days of the same weekday. Closed days are passed over, but nothing older
 * than three times the span counts: a weekday that was given up a year ago says nothing.
 *
 * @param weeks How many days of the weekday enter; 1 is the seasonal naive forecast.
 */
export function weekdayMean(weeks: number): Method {
  return function meanOfSameWeekdays(history, _kinds, horizon) {
    const end = dayAfter(history);
    const byWeekday = Array.from(
      { length: 7 },
      (_, i) => meanOf(lastSameWeekdays(history, end + i, weeks)),
    );
    const whole = meanOf(byWeekday.filter((mean) => mean !== null)) ?? 0;
    return Array.from({ length: horizon }, (_, i) => byWeekday[i % 7] ?? whole);
  };
}

/** The last values on the weekday of a day, the latest first. */
export function lastSameWeekdays(
  { first, values }: History,
  day: DayNumber,
  count: number,
): number[] {
  const found: number[] = [];
  const oldest = Math.max(0, values.length - 3 * 7 * Math.max(count, 2));
  for (let at = day - first - 7; at >= oldest && found.length < count; at -= 7) {
    const value = values[at];
    if (value !== null && value !== undefined) found.push(value);
  }
  return found;
}

function meanOf(values: readonly number[]): number | null {
  return values.length === 0 ? null : sum(values) / values.length;
}
