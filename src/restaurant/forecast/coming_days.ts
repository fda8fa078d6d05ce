import type { Reader } from "../../storage/database.ts";
import { dateOfDay, type DayNumber, WEEKDAY_NAMES, weekdayOf } from "../../values/day_number.ts";
import { type CalendarEntry, readCalendar } from "../locations/calendar.ts";
import type { Location } from "../locations/location.ts";
import { readOpeningHours } from "../locations/opening_hours.ts";
import { dayAfter, type History, valueOn } from "./history.ts";
import { type DayKinds, ordinaryDays } from "./holidays/day_kinds.ts";
import { countryOf } from "./holidays/country_of.ts";
import { holidayKinds, holidayNames } from "./holidays/holidays.ts";
import { median } from "../../values/median.ts";
import { sum } from "../../values/sum.ts";

/** Weeks without a sale on a weekday after which it counts as closed; a new place has fewer. */
const HABIT_WEEKS = 4;
const LEAST_HABIT_WEEKS = 2;

/** What is known about the forecast days, and about the past that the forecast rests on. */
export interface ComingDays {
  /** The histories without days that had an event: they say nothing about ordinary days. */
  withoutEvents(history: History): History;
  readonly kinds: DayKinds;
  /** Why a day is expected to be closed; undefined when it is open. */
  closedBecause(day: DayNumber): string | undefined;
  /** The holiday or event of a day. */
  nameOf(day: DayNumber): string | undefined;
  /** The past effect of an event of this name: a factor on an ordinary day; 1 if it is new. */
  eventFactor(day: DayNumber, history: History): number;
  readonly country: string | undefined;
}

/** Reads calendar, opening hours and holidays of a location. */
export async function readComingDays(
  reader: Reader,
  location: Location,
  history: History,
): Promise<ComingDays> {
  const entries = await readCalendar(reader, [location.id]);
  const hours = await readOpeningHours(reader, location.id);
  const country = countryOf(location.time_zone);
  const holiday = country === undefined ? () => undefined : holidayNames(country);
  const find = (day: DayNumber, kind: CalendarEntry["kind"]) => entryOn(entries, day, kind);
  const openWeekdays = new Set(hours.map(({ weekday }) => weekday - 1));
  return {
    country,
    kinds: country === undefined ? ordinaryDays : holidayKinds(country),
    withoutEvents: ({ first, values }) => ({
      first,
      values: values.map((value, i) => find(first + i, "event") === undefined ? value : null),
    }),
    nameOf: (day) => find(day, "event")?.name ?? holiday(day),
    closedBecause(day) {
      const entry = find(day, "closed");
      if (entry !== undefined) return entry.name;
      if (find(day, "event") !== undefined) return undefined;
      const weekday = weekdayOf(day);
      if (hours.length > 0 && !openWeekdays.has(weekday)) return "closed by its opening hours";
      if (isClosedByHabit(history, weekday)) return `closed on ${WEEKDAY_NAMES[weekday]}s`;
      return closedOnHoliday(history, day, holiday);
    },
    eventFactor(day, full) {
      const event = find(day, "event");
      if (event === undefined) return 1;
      const past = entries.filter(({ kind, name, date }) =>
        kind === "event" && name === event.name && date < event.date
      );
      return factorOf(full, daysOf(past), (other) => find(other, "event") !== undefined);
    },
  };
}

function entryOn(
  entries: readonly CalendarEntry[],
  day: DayNumber,
  kind: CalendarEntry["kind"],
): CalendarEntry | undefined {
  const date = dateOfDay(day);
  return entries.find((one) => one.kind === kind && one.date <= date && date <= one.end_date);
}

function daysOf(entries: readonly CalendarEntry[]): DayNumber[] {
  return entries.flatMap(({ date, end_date }) => {
    const first = Date.parse(date) / 86_400_000;
    const count = Date.parse(end_date) / 86_400_000 - first + 1;
    return Array.from({ length: count }, (_, i) => first + i);
  });
}

/** Whether nothing was sold on the last days of a weekday, while others had sales. */
function isClosedByHabit(history: History, weekday: number): boolean {
  const weeks = Math.min(HABIT_WEEKS, Math.floor(history.values.length / 7));
  if (weeks < LEAST_HABIT_WEEKS) return false;
  const end = dayAfter(history);
  const last = Array.from({ length: 7 * weeks }, (_, i) => end - 1 - i);
  return last.some((day) => valueOn(history, day) !== null) &&
    last.filter((day) => weekdayOf(day) === weekday)
      .every((day) => valueOn(history, day) === null);
}

/** A holiday on which nothing was ever sold, although it lies within the history, is a closed day. */
function closedOnHoliday(
  history: History,
  day: DayNumber,
  holiday: (day: DayNumber) => string | undefined,
): string | undefined {
  const name = holiday(day);
  if (name === undefined) return undefined;
  const before: DayNumber[] = [];
  for (let other = history.first; other < dayAfter(history); other++) {
    if (holiday(other) === name) before.push(other);
  }
  const wasClosed = before.length > 0 && before.every((one) => valueOn(history, one) === null);
  return wasClosed ? `closed on ${name} before` : undefined;
}

/**
 * The mean effect of past events compared with the same weekdays near them, shrunk towards no
 * effect.
 */
function factorOf(
  history: History,
  events: readonly DayNumber[],
  isEvent: (day: DayNumber) => boolean,
): number {
  const logs = events.flatMap((day) => {
    const value = valueOn(history, day);
    const near = [-28, -21, -14, -7, 7, 14, 21, 28].map((step) => day + step)
      .filter((other) => !isEvent(other))
      .map((other) => valueOn(history, other)).filter((one) => one !== null);
    const usual = near.length === 0 ? 0 : median(near);
    return value !== null && value > 0 && usual > 0 ? [Math.log(value / usual)] : [];
  });
  return Math.exp(sum(logs) / (logs.length + 1));
}
