import type { Reader } from "../../storage/database.ts";
import { dateOfDay, type DayNumber, dayNumber, weekdayOf } from "../../values/day_number.ts";
import { countryOf } from "../forecast/holidays/country_of.ts";
import { holidayNames } from "../forecast/holidays/holidays.ts";
import { readCalendar } from "../locations/calendar.ts";
import type { Location } from "../locations/location.ts";
import type { Period } from "../../values/period.ts";

/** What is known about single days: holidays, events, closings. */
export interface SpecialDays {
  /** The holiday or event on a day. */
  nameOf(day: DayNumber): string | undefined;
  /** Why a day was closed, if that was entered. */
  closingOf(day: DayNumber): string | undefined;
}

/** Share of the days of a weekday from which on it counts as open, or below which as closed. */
const OFTEN = 0.5;
const SELDOM = 0.2;

/** The calendar entries of the locations and the holidays of their countries in a period. */
export async function readCalendarDays(
  reader: Reader,
  locations: readonly Location[],
  period: Period,
): Promise<SpecialDays> {
  const entries = await readCalendar(reader, locations.map(({ id }) => id), period);
  const countries = [...new Set(locations.map(({ time_zone }) => countryOf(time_zone)))];
  const holidays = countries.filter((country) => country !== undefined).map(holidayNames);
  const find = (day: DayNumber, kind: "closed" | "event") => {
    const date = dateOfDay(day);
    return entries.find((one) => one.kind === kind && one.date <= date && date <= one.end_date)
      ?.name;
  };
  return {
    nameOf: (day) =>
      find(day, "event") ??
        holidays.map((nameOf) => nameOf(day)).find((name) => name !== undefined),
    closingOf: (day) => find(day, "closed"),
  };
}

/**
 * Days of a period without sales on weekdays that are usually open, and days with sales on weekdays
 * that are usually closed.
 *
 * @param open Days with sales, in and around the period.
 */
export function closedDays(
  open: readonly DayNumber[],
  period: Period,
): { readonly closed: readonly DayNumber[]; readonly opened: readonly DayNumber[] } {
  const [first = 0, last = 0] = [open[0], open.at(-1)];
  const isOpen = new Set(open);
  const share = Array.from({ length: 7 }, (_, weekday) => {
    let [days, opened] = [0, 0];
    for (let day = first; day <= last; day++) {
      if (weekdayOf(day) !== weekday) continue;
      days++;
      if (isOpen.has(day)) opened++;
    }
    return days === 0 ? 0 : opened / days;
  });
  const days = Array.from(
    { length: dayNumber(period.end_date) - dayNumber(period.date) + 1 },
    (_, i) => dayNumber(period.date) + i,
  ).filter((day) => day >= first && day <= last);
  return {
    closed: days.filter((day) => !isOpen.has(day) && (share[weekdayOf(day)] ?? 0) >= OFTEN),
    opened: days.filter((day) => isOpen.has(day) && (share[weekdayOf(day)] ?? 0) <= SELDOM),
  };
}
