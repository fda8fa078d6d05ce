import { type DayNumber, dayNumber, weekdayOf } from "../../../values/day_number.ts";

/** The days of a year on which a holiday falls: one, none, or two when a lunar year is short. */
export type Rule = (year: number) => readonly DayNumber[];

const DAY = (year: number, month: number, day: number): DayNumber =>
  dayNumber(
    `${year}-${String(month).padStart(2, "0")}-${String(day).padStart(2, "0")}`,
  );

/** The same date every year. */
export function fixed(month: number, day: number): Rule {
  return (year) => [DAY(year, month, day)];
}

/** Days after Easter Sunday of the western churches; negative ones lie before it. */
export function easter(days: number): Rule {
  return (year) => [easterSunday(year) + days];
}

/** Days after Easter Sunday of the orthodox churches. */
export function orthodoxEaster(days: number): Rule {
  return (year) => [orthodoxEasterSunday(year) + days];
}

/** The nth weekday of a month (0 is Monday); -1 is the last one. */
export function nth(count: number, weekday: number, month: number): Rule {
  return (year) => [
    count > 0
      ? onOrAfter(DAY(year, month, 1), weekday) + 7 * (count - 1)
      : onOrBefore(month === 12 ? DAY(year, 12, 31) : DAY(year, month + 1, 1) - 1, weekday),
  ];
}

/** The first such weekday from a date on. */
export function weekdayFrom(weekday: number, month: number, day: number): Rule {
  return (year) => [onOrAfter(DAY(year, month, day), weekday)];
}

/** The last such weekday up to a date. */
export function weekdayUntil(weekday: number, month: number, day: number): Rule {
  return (year) => [onOrBefore(DAY(year, month, day), weekday)];
}

/** A rule that holds from one year, to another. */
export function during(rule: Rule, from: number, to = Infinity): Rule {
  return (year) => year >= from && year <= to ? rule(year) : [];
}

/** The days so many after those of another rule. */
export function after(rule: Rule, days: number): Rule {
  return (year) => rule(year).map((day) => day + days);
}

/** Single dates, `YYYY-MM-DD`. */
export function oneOf(...dates: readonly string[]): Rule {
  return (year) => dates.filter((date) => date.startsWith(`${year}-`)).map(dayNumber);
}

/** The one day that lies between the days of two other rules, in the years that have one. */
export function between(first: Rule, second: Rule): Rule {
  return (year) => {
    const later = new Set(second(year));
    return first(year).filter((day) => later.has(day + 2)).map((day) => day + 1);
  };
}

/** A date of another calendar that the platform knows. */
export function lunar(calendar: "chinese" | "islamic-umalqura", month: number, day: number): Rule {
  return (year) => {
    const start = Temporal.PlainDate.from({ year, month: 1, day: 1 }).withCalendar(calendar);
    return [start.year, start.year + 1].flatMap((lunarYear) => {
      const monthCode = `M${String(month).padStart(2, "0")}`;
      const date = Temporal.PlainDate.from({ calendar, year: lunarYear, monthCode, day })
        .withCalendar("iso8601");
      return date.year === year ? [dayNumber(date.toString())] : [];
    });
  };
}

/**
 * The spring or autumn equinox in Japan, which are holidays there. The usual formula for 1980 to
 * 2099 (Japan Coast Guard, quoted widely).
 */
export function equinox(season: "spring" | "autumn"): Rule {
  const [month, base] = season === "spring" ? [3, 20.8431] : [9, 23.2488];
  return (year) => {
    const since = year - 1980;
    return [DAY(year, month, Math.floor(base + 0.242194 * since - Math.floor(since / 4)))];
  };
}

/** Qingming, the solar term on which graves are swept; the usual formula for 2000 to 2099. */
export function clearBrightness(): Rule {
  return (year) => {
    const since = year - 2000;
    return [DAY(year, 4, Math.floor(4.81 + 0.2422 * since) - Math.floor(since / 4))];
  };
}

/** Easter Sunday in the Gregorian calendar (Meeus, Jones and Butcher). */
export function easterSunday(year: number): DayNumber {
  const [a, b, c] = [year % 19, Math.floor(year / 100), year % 100];
  const [d, e] = [Math.floor(b / 4), b % 4];
  const g = Math.floor((8 * b + 13) / 25);
  const h = (19 * a + b - d - g + 15) % 30;
  const [i, k] = [Math.floor(c / 4), c % 4];
  const l = (32 + 2 * e + 2 * i - h - k) % 7;
  const m = Math.floor((a + 11 * h + 19 * l) / 433);
  const month = Math.floor((h + l - 7 * m + 90) / 25);
  return DAY(year, month, (h + l - 7 * m + 33 * month + 19) % 32);
}

/** Easter Sunday of the Julian calendar, as a Gregorian date; from 1900 to 2099 (Meeus). */
function orthodoxEasterSunday(year: number): DayNumber {
  const d = (19 * (year % 19) + 15) % 30;
  const e = (2 * (year % 4) + 4 * (year % 7) - d + 34) % 7;
  const month = Math.floor((d + e + 114) / 31);
  return DAY(year, month, (d + e + 114) % 31 + 1) + 13;
}

function onOrAfter(day: DayNumber, weekday: number): DayNumber {
  return day + (weekday - weekdayOf(day) + 7) % 7;
}

function onOrBefore(day: DayNumber, weekday: number): DayNumber {
  return day - (weekdayOf(day) - weekday + 7) % 7;
}
