import { type DateText, isDate } from "./business_day.ts";
import { dateOfDay, type DayNumber, dayNumber } from "./day_number.ts";
import { RestaurantError } from "./errors.ts";

/** Business dates from `date` to `end_date`, both included. */
export interface Period {
  readonly date: DateText;
  readonly end_date: DateText;
}

/** A period as people write it: one date, or the first and the last. */
export function periodText({ date, end_date }: { date: string; end_date: string }): string {
  return date === end_date ? date : `${date} to ${end_date}`;
}

/** The same after a verb: `on 2026-12-25`, or `from 2026-12-24 to 2026-12-26`. */
export function duringText({ date, end_date }: Period): string {
  return date === end_date ? `on ${date}` : `from ${date} to ${end_date}`;
}

/** The comparisons of a period. */
export const COMPARISONS = ["previous_period", "previous_week", "previous_year"] as const;

/** One way of comparing. */
export type Comparison = typeof COMPARISONS[number];

/** Ten years: more than a restaurant compares, and fast enough to answer at once. */
const LONGEST_DAYS = 3660;

/**
 * A period from written dates.
 *
 * @param first What the caller calls the first date.
 * @throws {RestaurantError} INVALID_INPUT for a date that does not exist, a reversed or an endless
 * period; every faulty field is named.
 */
export function period(date: string, endDate: string = date, first = "date"): Period {
  const fields = [[first, date] as const, ["end_date", endDate] as const]
    .filter(([field, text]) => (field === first || endDate !== date) && !isDate(text))
    .map(([field, text]) => ({ field, problem: `There is no date '${text}'; write YYYY-MM-DD.` }));
  if (fields.length > 0) {
    throw new RestaurantError("INVALID_INPUT", fields.map((f) => f.problem).join(" "), { fields });
  }
  const days = length({ date, end_date: endDate });
  if (days < 1) {
    throw faultyEnd(`end_date ${endDate} is before ${first} ${date}; give the earlier one first.`);
  }
  if (days > LONGEST_DAYS) {
    throw faultyEnd(`${days} days are too many at once; ask for at most ${LONGEST_DAYS}.`);
  }
  return { date, end_date: endDate };
}

function faultyEnd(problem: string): RestaurantError {
  return new RestaurantError("INVALID_INPUT", problem, {
    fields: [{ field: "end_date", problem }],
  });
}

/** From the first to the last day of some periods; undefined without any. */
export function enclosingPeriod(periods: readonly Period[]): Period | undefined {
  const [date] = periods.map((one) => one.date).sort();
  const end_date = periods.map((one) => one.end_date).sort().at(-1);
  return date === undefined || end_date === undefined ? undefined : { date, end_date };
}

/** How many days a period has. */
export function length({ date, end_date }: Period): number {
  return dayNumber(end_date) - dayNumber(date) + 1;
}

/**
 * The period to compare with. Restaurants compare like weekdays, so a week goes back 7 days and a
 * year 364, or a multiple if the period is longer: the two never overlap. Whole calendar months are
 * compared with whole calendar months instead, as in bookkeeping: March with February, March with
 * March of the year before.
 */
export function comparablePeriod(current: Period, comparison: Comparison): Period {
  const months = monthsBack(current, comparison);
  if (months !== null) return shiftMonths(current, months);
  return shiftDays(current, daysBack(current, comparison));
}

/**
 * The period to compare with, and with which of its days each day is compared: the one as many days
 * back, or of whole months the same day of the month if there is one.
 */
export function previousDays(
  current: Period,
  comparison: Comparison,
): { previous: Period; pairs: readonly (readonly [DayNumber, DayNumber])[] } {
  const previous = comparablePeriod(current, comparison);
  const first = dayNumber(current.date);
  const days = Array.from({ length: length(current) }, (_, index) => first + index);
  const months = monthsBack(current, comparison);
  const back = daysBack(current, comparison);
  const pairs = months === null
    ? days.map((day) => [day, day - back] as const)
    : days.flatMap((day) => {
      const date = start(dateOfDay(day));
      const before = date.subtract({ months });
      return before.day === date.day ? [[day, dayNumber(before.toString())] as const] : [];
    });
  return { previous, pairs };
}

/** Whether every day of a period is compared with one of the same weekday. */
export function keepsWeekdays(current: Period, comparison: Comparison): boolean {
  return monthsBack(current, comparison) === null && daysBack(current, comparison) % 7 === 0;
}

/** The number of calendar months that a comparison goes back, or null if it goes back by days. */
function monthsBack(current: Period, comparison: Comparison): number | null {
  if (comparison === "previous_week") return null;
  const months = wholeMonths(current);
  return months === null ? null : comparison === "previous_year" ? wholeYears(months) : months;
}

function wholeYears(months: number): number {
  return 12 * Math.ceil(months / 12);
}

function daysBack(current: Period, comparison: Comparison): number {
  const days = length(current);
  const least = { previous_period: days, previous_week: 7, previous_year: 364 }[comparison];
  return least * Math.ceil(days / least);
}

/** How many calendar months a period covers exactly, or null. */
export function wholeMonths({ date, end_date }: Period): number | null {
  const first = start(date);
  const dayAfter = start(end_date).add({ days: 1 });
  if (first.day !== 1 || dayAfter.day !== 1) return null;
  return first.until(dayAfter, { largestUnit: "months" }).months;
}

function shiftMonths({ date, end_date }: Period, months: number): Period {
  const dayAfter = start(end_date).add({ days: 1 }).subtract({ months });
  return {
    date: start(date).subtract({ months }).toString(),
    end_date: dayAfter.subtract({ days: 1 }).toString(),
  };
}

function shiftDays({ date, end_date }: Period, days: number): Period {
  return {
    date: start(date).subtract({ days }).toString(),
    end_date: start(end_date).subtract({ days }).toString(),
  };
}

function start(date: DateText): Temporal.PlainDate {
  return Temporal.PlainDate.from(date);
}
