import { counted } from "../../values/counted.ts";
import { dayNumber } from "../../values/day_number.ts";
import {
  comparablePeriod,
  type Comparison,
  length,
  type Period,
  periodText,
  wholeMonths,
} from "../../values/period.ts";

/**
 * What a sales report compares a period with: the same weekdays, as its drivers do, or whole
 * calendar months if it covers whole ones.
 */
export function reportComparison(period: Period): Comparison {
  return wholeMonths(period) === null ? "previous_week" : "previous_period";
}

/** The dates that a sales report compares a period with. */
export function periodBefore(period: Period): Period {
  return comparablePeriod(period, reportComparison(period));
}

/** Which dates the changes in a sales report are against. */
export function periodBeforeText(period: Period): string {
  const before = periodBefore(period);
  const months = wholeMonths(period);
  const weeks = (dayNumber(period.date) - dayNumber(before.date)) / 7;
  const which = months === null
    ? `the ${sameWeekdays(period)} ${counted(weeks, "week")} before`
    : `the ${months === 1 ? "" : `${months} `}calendar month${months === 1 ? "" : "s"} before`;
  return `Changes are against ${periodText(before)}, ${which}.`;
}

/** `same weekdays`, or of one day `same weekday`. */
export function sameWeekdays(period: Period): string {
  return length(period) === 1 ? "same weekday" : "same weekdays";
}
