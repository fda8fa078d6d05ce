import {
  type BusinessCalendar,
  type Moment,
  momentOfInstant,
  momentOfLocal,
} from "../../values/business_day.ts";
import { type DateOrder, type ReadDate, readDate } from "./dates.ts";
import { RowProblem } from "./row_problem.ts";
import { type ClockTime, readTime } from "./times.ts";

/** When a row happened, as written in the file. */
export interface WrittenMoment {
  readonly date: string;
  /** Empty if the date's text includes the time. */
  readonly time: string;
}

/** What determines how dates and times are read. */
export interface MomentRules {
  readonly dateOrder: DateOrder;
  readonly timesKnown: boolean;
}

/** For files without times: no business day begins later, so the date stays the file's. */
const NOON: ClockTime = { hour: 12, minute: 0, second: 0 };

/** Returns the moment of a row in a location's calendar; see `readMoment`. */
export type MomentReader = (
  written: WrittenMoment,
  calendar: BusinessCalendar,
  zone: string | undefined,
) => Moment;

/** A reader that remembers the last moment: the rows of one order mostly share it. */
export function momentReader(rules: MomentRules): MomentReader {
  let key = "";
  let last: Moment | undefined;
  return (written, calendar, zone) => {
    const { time_zone, business_day_start } = calendar;
    const next = [written.date, written.time, time_zone, business_day_start, zone].join("\n");
    if (last === undefined || next !== key) last = readMoment(written, rules, calendar, zone);
    key = next;
    return last;
  };
}

/**
 * The moment of a row in a location's calendar.
 *
 * @param zone The time zone of the clock that wrote it, if it differs from the location's.
 * @throws {RowProblem} for an invalid date or time.
 */
export function readMoment(
  written: WrittenMoment,
  rules: MomentRules,
  calendar: BusinessCalendar,
  zone: string = calendar.time_zone,
): Moment {
  const date = readDate(written.date, rules.dateOrder);
  if (date === undefined) throw new RowProblem("date", dateProblem(written.date, rules));
  const time = timeOf(written.time, date, rules);
  const local = new Temporal.PlainDateTime(
    date.year,
    date.month,
    date.day,
    time.hour % 24,
    time.minute,
    time.second,
  ).add({ days: time.hour === 24 ? 1 : 0 });
  if (time.offset !== undefined) {
    return momentOfInstant(instantAt(local, time.offset), calendar);
  }
  return zone === calendar.time_zone
    ? momentOfLocal(local, calendar)
    : momentOfInstant(local.toZonedDateTime(zone).toInstant(), calendar);
}

function instantAt(local: Temporal.PlainDateTime, offset: number): Temporal.Instant {
  return local.toZonedDateTime("UTC").toInstant().subtract({ minutes: offset });
}

/** The time in its own cell, else the one behind the date. */
function timeOf(text: string, date: ReadDate, rules: MomentRules): ClockTime {
  if (!rules.timesKnown) {
    // `2026-09-13 25:30`, `13/09 - 14/09`: not a date alone, and no time either.
    if (/\d/.test(date.rest) && readTime(date.rest) === undefined) {
      throw new RowProblem("date", "is followed by what is no time of day");
    }
    return NOON;
  }
  const written = text === "" ? date.rest : text;
  if (written === "") throw new RowProblem("time", "is empty");
  // Spreadsheets write a time as a day with a time: 1899-12-30 11:38:36.
  const time = readTime(written) ?? readTime(readDate(written, rules.dateOrder)?.rest ?? "") ??
    readTime(/^\d[\d\/.-]+\s+(.+)$/.exec(written)?.[1] ?? "");
  if (time === undefined) throw new RowProblem("time", "is not a time of day");
  return time;
}

function dateProblem(text: string, { dateOrder }: MomentRules): string {
  if (text === "") return "is empty";
  const forms = { ymd: "year-month-day", dmy: "day/month/year", mdy: "month/day/year" };
  return /^\d/.test(text)
    ? `is not in the calendar (read as ${forms[dateOrder]})`
    : "is not a date";
}
