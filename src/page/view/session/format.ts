/** Writes numbers and dates as the viewer's locale does. */
export interface Format {
  money(amount: number | null, currency: string): string;
  /** Without cents, for axes and large figures. */
  shortMoney(amount: number, currency: string): string;
  number(number: number | null, digits?: number): string;
  short(number: number): string;
  /** 12.5 is 12.5 %. */
  percent(percent: number | null): string;
  /** The same with its sign. */
  change(percent: number | null): string;
  /** A business date, such as `Fri 27 Nov`. */
  date(date: string): string;
  /** A business date in full, such as `Friday 27 November`. */
  longDate(date: string): string;
  weekday(date: string): string;
  /** A weekday by its number, from 1 for Monday. */
  weekdayOf(day: number): string;
  /** A local time such as `17:00` or `2026-11-23 17:00`, as the viewer writes it. */
  time(time: string): string;
  /** An hour of the day such as `17:00`, short. */
  hour(time: string): string;
  /** An instant in the viewer's own time. */
  instant(instant: string): string;
}

/** The formats of a locale, each made once: making one takes longer than a whole view. */
export function formatFor(locale: string, none: string): Format {
  const numbers = new Map<string, Intl.NumberFormat>();
  const number = (options: Intl.NumberFormatOptions) => {
    const key = JSON.stringify(options);
    const kept = numbers.get(key) ?? new Intl.NumberFormat(locale, options);
    numbers.set(key, kept);
    return kept;
  };
  // Business dates and local times have no time zone of their own.
  const moment = (options: Intl.DateTimeFormatOptions) => {
    const format = new Intl.DateTimeFormat(locale, { ...options, timeZone: "UTC" });
    return (text: string) => {
      const date = new Date(text);
      return Number.isNaN(date.getTime()) ? text : format.format(date);
    };
  };
  const dated = moment({ weekday: "short", day: "numeric", month: "short" });
  const longDated = moment({ weekday: "long", day: "numeric", month: "long" });
  const weekday = moment({ weekday: "long" });
  const shortWeekday = moment({ weekday: "short" });
  const timed = moment({ hour: "numeric", minute: "2-digit" });
  const hourly = moment({ hour: "numeric" });
  const instant = new Intl.DateTimeFormat(locale, { dateStyle: "short", timeStyle: "short" });
  const onSomeDay = (time: string) => `2024-01-01T${time}Z`;
  const isTime = (text: string) => /^\d\d:\d\d$/.test(text);
  return {
    money: (amount, currency) =>
      amount === null ? none : number({ style: "currency", currency }).format(amount),
    shortMoney: (amount, currency) =>
      number({ style: "currency", currency, notation: "compact", maximumFractionDigits: 1 })
        .format(amount),
    number: (value, digits = 1) =>
      value === null ? none : number({ maximumFractionDigits: digits }).format(value),
    short: (value) => number({ notation: "compact", maximumFractionDigits: 1 }).format(value),
    percent: (percent) =>
      percent === null
        ? none
        : number({ style: "percent", maximumFractionDigits: 1 }).format(percent / 100),
    change: (percent) =>
      percent === null ? none : number({
        style: "percent",
        maximumFractionDigits: 1,
        signDisplay: "exceptZero",
      }).format(percent / 100),
    date: dated,
    longDate: longDated,
    weekday,
    // 1 January 2024 was a Monday.
    weekdayOf: (day) => shortWeekday(`2024-01-0${day}`),
    time: (time) => {
      const [, date, minute] = /^(?:(\d{4}-\d\d-\d\d) )?(\d\d:\d\d)$/.exec(time) ?? [];
      if (minute === undefined) return time;
      return [...(date === undefined ? [] : [dated(date)]), timed(onSomeDay(minute))].join(" ");
    },
    hour: (time) => isTime(time) ? hourly(onSomeDay(time)) : time,
    instant: (text) => instant.format(new Date(text)),
  };
}
