import type { DateText } from "./business_day.ts";
import { remembering } from "./remembering.ts";

/** A calendar date as the number of days since 1970-01-01: what arithmetic over years needs. */
export type DayNumber = number;

const MILLISECONDS = 86_400_000;

/** An answer asks for the same few dates again and again; more than ten years of them are kept. */
const MOST_KNOWN = 5000;

const numberOf = remembering(
  MOST_KNOWN,
  (date) => Date.parse(`${date}T00:00:00Z`) / MILLISECONDS,
);

/** The number of a date. */
export function dayNumber(date: DateText): DayNumber {
  return numberOf(date);
}

/** The date of a number. */
export function dateOfDay(day: DayNumber): DateText {
  const date = new Date(day * MILLISECONDS);
  const year = String(date.getUTCFullYear()).padStart(4, "0");
  return `${year}-${two(date.getUTCMonth() + 1)}-${two(date.getUTCDate())}`;
}

function two(value: number): string {
  return value < 10 ? `0${value}` : String(value);
}

/** The weekday of a day: 0 is Monday, 6 is Sunday. 1970-01-01 was a Thursday. */
export function weekdayOf(day: DayNumber): number {
  return ((day + 3) % 7 + 7) % 7;
}

/** The weekdays in English, Monday first. */
export const WEEKDAY_NAMES: readonly string[] = [
  "Monday",
  "Tuesday",
  "Wednesday",
  "Thursday",
  "Friday",
  "Saturday",
  "Sunday",
];
