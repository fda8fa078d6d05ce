import { type DateText, isDate, momentOfInstant } from "../../values/business_day.ts";
import { RestaurantError } from "../../values/errors.ts";
import type { Location } from "../locations/location.ts";
import { type Period, period } from "../../values/period.ts";

/** The forms of a date range, for the description of an argument. */
export const DATE_RANGES =
  "today, yesterday, last_7_days (any number), this_week, last_week, this_month, last_month, " +
  "this_year, last_year, 2026-11-27, 2026-11, 2026-W47, 2026, or 2026-01-01..2026-01-31. Weeks " +
  "begin on Monday.";

/** The forms that are valid, for the error about one that is not. */
export const HOW_TO_WRITE = `Write ${DATE_RANGES}`;

/** The business date of the locations now; the earliest if they differ. */
export function todayAt(locations: readonly Location[], now: Temporal.Instant): DateText {
  const dates = locations.map((location) => momentOfInstant(now, location).business_date);
  return dates.sort()[0] ?? now.toZonedDateTimeISO("UTC").toPlainDate().toString();
}

/**
 * A period from words or dates.
 *
 * @param today The business date of the locations.
 * @param field The argument that an error names.
 * @param first What the caller calls the first date of a period.
 * @throws {RestaurantError} INVALID_INPUT with what can be written, and today's business date, in the hint.
 */
export function dateRange(
  text: string,
  today: DateText,
  { field = "date_range", first = "date" } = {},
): Period {
  const found = written(text.trim(), today, first) ?? named(text, Temporal.PlainDate.from(today));
  if (found !== undefined) return found;
  const problem = noSuchDay(text) ?? noFirstDay(text) ?? `'${text}' is not a date or period.`;
  throw new RestaurantError("INVALID_INPUT", `${field}: ${problem}`, {
    fields: [{ field, problem }],
    hint: `Today's business date is ${today}. ${HOW_TO_WRITE}`,
  });
}

/** Why a well-written date does not exist; undefined for anything else. */
function noSuchDay(text: string): string | undefined {
  for (const [date, year, month, day] of text.matchAll(/(\d{4})-(\d{2})-(\d{2})/g)) {
    if (isDate(date)) continue;
    if (Number(month) < 1 || Number(month) > 12) {
      return `${date} does not exist: no month ${month}.`;
    }
    const { daysInMonth } = Temporal.PlainYearMonth.from(`${year}-${month}`);
    if (Number(day) < 1 || Number(day) > daysInMonth) {
      return `${date} does not exist: ${year}-${month} has ${daysInMonth} days.`;
    }
  }
  return undefined;
}

function noFirstDay(text: string): string | undefined {
  return text.trim().startsWith("..") ? `'${text}' has no first date.` : undefined;
}

function named(text: string, today: Temporal.PlainDate): Period | undefined {
  const words = text.trim().toLowerCase().replaceAll(/[\s-]+(?=[a-z])/g, "_");
  const lastDays = /^last_(\d{1,4})_days$/.exec(words)?.[1];
  if (lastDays !== undefined && Number(lastDays) > 0) {
    return between(today.subtract({ days: Number(lastDays) }), today.subtract({ days: 1 }));
  }
  const monday = today.subtract({ days: today.dayOfWeek - 1 });
  const month = today.with({ day: 1 });
  const year = today.with({ month: 1, day: 1 });
  switch (words) {
    case "today":
      return between(today, today);
    case "yesterday":
      return between(today.subtract({ days: 1 }), today.subtract({ days: 1 }));
    case "this_week":
      return between(monday, today);
    case "last_week":
      return between(monday.subtract({ days: 7 }), monday.subtract({ days: 1 }));
    case "this_month":
      return between(month, today);
    case "last_month":
      return between(month.subtract({ months: 1 }), month.subtract({ days: 1 }));
    case "this_year":
      return between(year, today);
    case "last_year":
      return between(year.subtract({ years: 1 }), year.subtract({ days: 1 }));
  }
  return undefined;
}

/** A range without an end goes up to today. */
function written(text: string, today: DateText, first: string): Period | undefined {
  const [start = "", end = start, ...more] = text.split(/\s*\.\.+\s*/);
  if (more.length > 0) return undefined;
  const [from, to] = [span(start), span(end || today)];
  return from === undefined || to === undefined ? undefined : period(from.date, to.end_date, first);
}

/** A day, an ISO week, a month or a year. */
function span(text: string): Period | undefined {
  if (isDate(text)) return { date: text, end_date: text };
  const [, year = "", rest = ""] = /^(\d{4})(?:-(W?\d{1,2}))?$/i.exec(text) ?? [];
  if (year === "") return undefined;
  if (rest === "") return { date: `${year}-01-01`, end_date: `${year}-12-31` };
  const number = Number(rest.replace(/^w/i, ""));
  if (/^w/i.test(rest)) return isoWeek(Number(year), number);
  if (number < 1 || number > 12) return undefined;
  const first = Temporal.PlainDate.from({ year: Number(year), month: number, day: 1 });
  return between(first, first.add({ months: 1 }).subtract({ days: 1 }));
}

/** The ISO 8601 week: the first of a year is the one that has 4 January. */
function isoWeek(year: number, week: number): Period | undefined {
  const fourth = Temporal.PlainDate.from({ year, month: 1, day: 4 });
  const monday = fourth.subtract({ days: fourth.dayOfWeek - 1 }).add({ days: 7 * (week - 1) });
  if (week < 1 || monday.weekOfYear !== week) return undefined;
  return between(monday, monday.add({ days: 6 }));
}

function between(first: Temporal.PlainDate, last: Temporal.PlainDate): Period {
  return { date: first.toString(), end_date: last.toString() };
}
