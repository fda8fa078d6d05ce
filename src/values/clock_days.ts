import {
  type BusinessCalendar,
  isOfDayBefore,
  type Moment,
  momentOfLocal,
} from "./business_day.ts";

/** A time of day on the wall clock. */
export interface WallClock {
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
}

/** A day of 24 hours, on which the clock is not changed. */
interface WholeDay {
  /** Its beginning in milliseconds since 1970. */
  readonly begins: number;
  readonly date: string;
  readonly dayBefore: string;
}

/** More days than most files have. */
const MOST_DAYS = 5000;

/**
 * Turns dates and times of day into moments, as `momentOfLocal` does. What a time zone says of a day
 * is looked up once for each object that stands for it; on the few days on which the clock is
 * changed, each time is.
 */
export function clockDays(
  calendar: BusinessCalendar,
): (date: Temporal.PlainDate, time: WallClock) => Moment {
  const { time_zone } = calendar;
  const days = new Map<Temporal.PlainDate, WholeDay | null>();
  return (plain, { hour, minute, second }) => {
    const day = days.getOrInsertComputed(plain, () => wholeDay(plain, time_zone));
    if (days.size > MOST_DAYS) days.clear();
    if (day === null) {
      return momentOfLocal(plain.toPlainDateTime({ hour, minute, second }), calendar);
    }
    const minutes = hour * 60 + minute;
    const at = new Date(day.begins + (minutes * 60 + second) * 1000);
    return {
      at: `${at.toISOString().slice(0, 19)}Z`,
      business_date: isOfDayBefore(minutes, calendar) ? day.dayBefore : day.date,
      local_hour: hour,
    };
  };
}

/** Null for a day on which the clock is changed, and for one that a place left out. */
function wholeDay(plain: Temporal.PlainDate, zone: string): WholeDay | null {
  const midnight = plain.toZonedDateTime(zone);
  if (midnight.hoursInDay !== 24 || midnight.hour !== 0) return null;
  if (!midnight.toPlainDate().equals(plain)) return null;
  return {
    begins: midnight.epochMilliseconds,
    date: plain.toString(),
    dayBefore: plain.subtract({ days: 1 }).toString(),
  };
}
