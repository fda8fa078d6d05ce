import { type InstantText, instantText } from "./clock.ts";
import { RestaurantError } from "./errors.ts";
import type { Flavour } from "./flavour.ts";

/** A calendar date as text, `YYYY-MM-DD`. */
export type DateText = Flavour<string, "date">;

/** Whether a text is a calendar date, as `YYYY-MM-DD`: 2025-02-29 is not. */
export function isDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const month = Number(text.slice(5, 7));
  const day = Number(text.slice(8));
  return month >= 1 && month <= 12 && day >= 1 && day <= daysIn(Number(text.slice(0, 4)), month);
}

function daysIn(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}

/** What determines the business day of a place. */
export interface BusinessCalendar {
  /** IANA time zone, such as `America/New_York`. */
  readonly time_zone: string;
  /** Local time at which a business day begins, in minutes after midnight; 240 is 04:00. */
  readonly business_day_start: number;
}

/** When something happened: the instant, and the date and time in the restaurant's own calendar. */
export interface Moment {
  /** UTC instant to the second, `YYYY-MM-DDTHH:MM:SSZ`. */
  readonly at: InstantText;
  /** The business date it belongs to. */
  readonly business_date: DateText;
  /** Hour on the wall clock there, 0 to 23. */
  readonly local_hour: number;
}

/**
 * Whether a local time belongs to the business day before its date: 01:30 does if the day starts at
 * 04:00. This is the rule of the closing hour; everything else asks here.
 *
 * Source: Toast, "business date = local timestamp - closeout hour" (apiRestaurantBusinessDate).
 *
 * @param minutes After midnight on the wall clock.
 */
export function isOfDayBefore(
  minutes: number,
  { business_day_start }: Pick<BusinessCalendar, "business_day_start">,
): boolean {
  return minutes < business_day_start;
}

/** The business date of a local time. */
export function businessDate(
  local: Temporal.PlainDateTime,
  calendar: BusinessCalendar,
): DateText {
  const minutes = local.hour * 60 + local.minute;
  const date = local.toPlainDate();
  return (isOfDayBefore(minutes, calendar) ? date.subtract({ days: 1 }) : date).toString();
}

/** A place in a business day. */
export interface BusinessTime {
  readonly business_date: DateText;
  /** Minutes on the wall clock since the midnight with which that date begins. */
  readonly minutes: number;
}

/** The last answer for each calendar: within a second all calls ask for the same. */
const lastTimes = new Map<string, { readonly second: number; readonly time: BusinessTime }>();

/** Where an instant is in the business day of a place. */
export function businessTime(
  instant: Temporal.Instant,
  calendar: BusinessCalendar,
): BusinessTime {
  const key = `${calendar.time_zone} ${calendar.business_day_start}`;
  const second = Math.floor(instant.epochMilliseconds / 1000);
  const last = lastTimes.get(key);
  if (last?.second === second) return last.time;
  const local = instant.toZonedDateTimeISO(calendar.time_zone).toPlainDateTime();
  const minutes = local.hour * 60 + local.minute;
  const time = {
    business_date: businessDate(local, calendar),
    minutes: isOfDayBefore(minutes, calendar) ? minutes + 24 * 60 : minutes,
  };
  lastTimes.set(key, { second, time });
  return time;
}

/**
 * A wall-clock time in the calendar's zone as a moment. A time that the clock skipped (spring)
 * moves forward by the gap; a time that came twice (autumn) is the first of the two.
 */
export function momentOfLocal(
  local: Temporal.PlainDateTime,
  calendar: BusinessCalendar,
): Moment {
  const zoned = local.toZonedDateTime(calendar.time_zone, { disambiguation: "compatible" });
  return momentOfZoned(zoned, calendar);
}

/** An instant as a moment in the calendar's zone. */
export function momentOfInstant(
  instant: Temporal.Instant,
  calendar: BusinessCalendar,
): Moment {
  return momentOfZoned(instant.toZonedDateTimeISO(calendar.time_zone), calendar);
}

function momentOfZoned(zoned: Temporal.ZonedDateTime, calendar: BusinessCalendar): Moment {
  const local = zoned.toPlainDateTime();
  return {
    at: instantText(zoned.toInstant()),
    business_date: businessDate(local, calendar),
    local_hour: local.hour,
  };
}

/**
 * Checks an IANA time zone name and gives its usual capitals. The name itself stays: `Intl` would
 * turn Asia/Kolkata into the older Asia/Calcutta.
 *
 * @throws {RestaurantError} INVALID_INPUT when no such zone exists. An offset such as `-05:00` is
 * none: it knows no summer time.
 */
export function timeZone(name: string): string {
  try {
    if (!/^[A-Za-z]/.test(name)) throw new RangeError("not a name");
    return Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(name).timeZoneId;
  } catch {
    throw new RestaurantError(
      "INVALID_INPUT",
      `'${name}' is not a time zone; use an IANA name such as America/New_York or Europe/Berlin.`,
    );
  }
}

/**
 * Reads a clock time `HH:MM` as minutes after midnight.
 *
 * @throws {RestaurantError} INVALID_INPUT unless it is between 00:00 and 23:59.
 */
export function clockMinutes(text: string): number {
  const match = /^([01]?\d|2[0-3]):([0-5]\d)$/.exec(text);
  if (match === null) {
    throw new RestaurantError(
      "INVALID_INPUT",
      `'${text}' is not a time of day; write hours and minutes, such as 04:00.`,
    );
  }
  return Number(match[1]) * 60 + Number(match[2]);
}

/** Minutes after midnight as `HH:MM`. */
export function clockText(minutes: number): string {
  const two = (value: number) => String(value).padStart(2, "0");
  return `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}
