import {
  type BusinessCalendar,
  type DateText,
  type Moment,
  momentOfInstant,
} from "../values/business_day.ts";

/** A business day of one location. */
export interface TradingDay {
  readonly date: DateText;
  /** How many years its year lies before this one. */
  readonly years_ago: number;
  /** 1 is January. */
  readonly month: number;
  readonly day: number;
  /** 1 is Monday. */
  readonly weekday: number;
  /** 0 is today. */
  readonly days_ago: number;
  /** Local minute of the day at which it starts. */
  readonly first_minute: number;
  /** The instant at which it starts, in milliseconds of the epoch. */
  readonly starts_at: number;
}

const LAST_MINUTE = 26 * 60 - 1 / 60;

/** The business days of the last months up to today, oldest first. */
export function tradingDays(
  calendar: BusinessCalendar,
  now: Temporal.Instant,
  months: number,
): TradingDay[] {
  const today = Temporal.PlainDate.from(momentOfInstant(now, calendar).business_date);
  const first = today.subtract({ months }).add({ days: 1 });
  const length = first.until(today).days + 1;
  return Array.from(
    { length },
    (_, index) => tradingDay(first.add({ days: index }), today, calendar),
  );
}

function tradingDay(
  date: Temporal.PlainDate,
  today: Temporal.PlainDate,
  { time_zone, business_day_start }: BusinessCalendar,
): TradingDay {
  const start = date.toPlainDateTime().add({ minutes: business_day_start });
  return {
    date: date.toString(),
    years_ago: today.year - date.year,
    month: date.month,
    day: date.day,
    weekday: date.dayOfWeek,
    days_ago: date.until(today).days,
    first_minute: business_day_start,
    starts_at: start.toZonedDateTime(time_zone).epochMilliseconds,
  };
}

/** Milliseconds of the epoch at a local minute of a business day; 1500 is 01:00 of the night. */
export function millisecondsAt({ starts_at, first_minute }: TradingDay, minute: number): number {
  return starts_at + (minute - first_minute) * 60_000;
}

/**
 * The local minute of a business day, as a fraction, at an instant in milliseconds of the epoch.
 */
export function minuteAt({ starts_at, first_minute }: TradingDay, milliseconds: number): number {
  return first_minute + (milliseconds - starts_at) / 60_000;
}

/**
 * A local minute of a business day as a moment. Plain arithmetic, because it is computed for every
 * order; anything after 02:00, when clocks change, counts as just before it.
 */
export function momentAt(day: TradingDay, minute: number): Moment {
  const known = Math.min(minute, LAST_MINUTE);
  return {
    at: instantText(millisecondsAt(day, known)),
    business_date: day.date,
    local_hour: Math.floor(known / 60) % 24,
  };
}

/** Milliseconds of the epoch as stored text, to the second. */
export function instantText(milliseconds: number): string {
  return `${new Date(milliseconds).toISOString().slice(0, 19)}Z`;
}
