import { weekdayOf } from "../../values/day_number.ts";
import { median } from "../../values/median.ts";
import { sum } from "../../values/sum.ts";
import type { DayValue } from "./unusual_days.ts";

/**
 * By weekday, Monday first: how large its day is beside an average weekday; null when it was never
 * open. Medians, so that a single day does not make a pattern.
 */
export function weekdayPattern(days: readonly DayValue[]): (number | null)[] {
  const byWeekday = Map.groupBy(days, ({ day }) => weekdayOf(day));
  const medians = Array.from({ length: 7 }, (_, weekday) => {
    const some = byWeekday.get(weekday) ?? [];
    return some.length === 0 ? null : median(some.map(({ value }) => value));
  });
  const known = medians.filter((one) => one !== null);
  const mean = sum(known) / known.length;
  return medians.map((one) => one === null || !(mean > 0) ? null : one / mean);
}

/** The days without their weekday: what each would be if all weekdays were alike. */
export function withoutWeekday(
  days: readonly DayValue[],
  pattern: readonly (number | null)[],
): DayValue[] {
  return days.flatMap(({ day, value }) => {
    const factor = pattern[weekdayOf(day)] ?? null;
    return factor === null || factor <= 0 ? [] : [{ day, value: value / factor }];
  });
}
