import { type BusinessCalendar, type Moment, momentOfInstant } from "../../values/business_day.ts";
import { clockDays } from "../../values/clock_days.ts";
import { remembering } from "../../values/remembering.ts";
import { type DateOrder, readDate } from "./dates.ts";
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

/**
 * Returns the moment of a row in a location's calendar.
 *
 * @param zone The time zone of the clock that wrote it, if it differs from the location's.
 * @throws {RowProblem} for an invalid date or time.
 */
export type MomentReader = (
  written: WrittenMoment,
  calendar: BusinessCalendar,
  zone?: string,
) => Moment;

/** More texts of dates and of times than a file of some years has, without seconds. */
const MOST_TEXTS = 5000;

/**
 * A reader that remembers the last moment, because the rows of one order mostly share it, and the
 * dates and times that come again.
 */
export function momentReader(rules: MomentRules): MomentReader {
  const cells: MomentCells = {
    date: remembering(MOST_TEXTS, (text) => dayIn(text, rules.dateOrder)),
    time: remembering(MOST_TEXTS, readTime),
    clocks: new Map(),
  };
  let last: { readonly read: ReadMoment; readonly moment: Moment } | undefined;
  return (written, calendar, zone) => {
    if (last !== undefined && isSame(last.read, written, calendar, zone)) return last.moment;
    const moment = readCells(written, rules, calendar, zone, cells);
    last = { read: { written, calendar, zone }, moment };
    return moment;
  };
}

/** What a moment was read from. */
interface ReadMoment {
  readonly written: WrittenMoment;
  readonly calendar: BusinessCalendar;
  readonly zone: string | undefined;
}

function isSame(
  read: ReadMoment,
  { date, time }: WrittenMoment,
  calendar: BusinessCalendar,
  zone: string | undefined,
): boolean {
  return read.written.date === date && read.written.time === time && read.calendar === calendar &&
    read.zone === zone;
}

/** A day of the calendar, and the text behind it. */
interface ReadDay {
  readonly day: Temporal.PlainDate;
  readonly rest: string;
}

function dayIn(text: string, order: DateOrder): ReadDay | undefined {
  const date = readDate(text, order);
  if (date === undefined) return undefined;
  return { day: new Temporal.PlainDate(date.year, date.month, date.day), rest: date.rest };
}

/** How single cells are read. */
interface MomentCells {
  date(text: string): ReadDay | undefined;
  time(text: string): ClockTime | undefined;
  /** The clock of each calendar. */
  readonly clocks: Map<BusinessCalendar, ReturnType<typeof clockDays>>;
}

function readCells(
  written: WrittenMoment,
  rules: MomentRules,
  calendar: BusinessCalendar,
  zone: string = calendar.time_zone,
  cells: MomentCells,
): Moment {
  const date = cells.date(written.date);
  if (date === undefined) throw new RowProblem("date", dateProblem(written.date, rules));
  const time = timeOf(written.time, date, rules, cells);
  const day = time.hour === 24 ? date.day.add({ days: 1 }) : date.day;
  const clock = { hour: time.hour % 24, minute: time.minute, second: time.second };
  if (time.offset !== undefined) {
    return momentOfInstant(instantAt(day.toPlainDateTime(clock), time.offset), calendar);
  }
  return zone === calendar.time_zone
    ? cells.clocks.getOrInsertComputed(calendar, clockDays)(day, clock)
    : momentOfInstant(day.toPlainDateTime(clock).toZonedDateTime(zone).toInstant(), calendar);
}

function instantAt(local: Temporal.PlainDateTime, offset: number): Temporal.Instant {
  return local.toZonedDateTime("UTC").toInstant().subtract({ minutes: offset });
}

/** The time in its own cell, else the one behind the date. */
function timeOf(
  text: string,
  date: ReadDay,
  rules: MomentRules,
  cells: Pick<MomentCells, "date" | "time">,
): ClockTime {
  if (!rules.timesKnown) {
    // `2026-09-13 25:30`, `13/09 - 14/09`: not a date alone, and no time either.
    if (/\d/.test(date.rest) && cells.time(date.rest) === undefined) {
      throw new RowProblem("date", "is followed by what is no time of day");
    }
    return NOON;
  }
  const written = text === "" ? date.rest : text;
  if (written === "") throw new RowProblem("time", "is empty");
  // Spreadsheets write a time as a day with a time: 1899-12-30 11:38:36.
  const time = cells.time(written) ?? cells.time(cells.date(written)?.rest ?? "") ??
    cells.time(/^\d[\d\/.-]+\s+(.+)$/.exec(written)?.[1] ?? "");
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
