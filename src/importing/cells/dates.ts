import { monthNamed } from "./month_names.ts";

/** The order of the parts of a date. */
export type DateOrder = "ymd" | "dmy" | "mdy";

/** A date of the calendar. */
export interface CalendarDate {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

/** A date as it was written, and what follows it. */
type WrittenDate =
  & { readonly rest: string }
  & (
    /** Year first, a month by its name, or a number of days or seconds. */
    | { readonly parts: Parts; readonly isCounted?: boolean }
    /** Three numbers in an order that the file has to show; with two digits each the year may come first. */
    | { readonly numbers: Parts; readonly yearMayBeFirst: boolean }
  );

type Parts = readonly [string, string, string];

const YEAR_FIRST = /^(\d{4})([-/.]\s?)(\d{1,2})\2(\d{1,2})(?!\d)\.?/;
const EAST_ASIAN = /^(\d{4}|\d{2})\s?[年년]\s?(\d{1,2})\s?[月월]\s?(\d{1,2})\s?[日일]?/;
const NUMBERS = /^(\d{1,2})([-/.]\s?)(\d{1,2})\2(\d{4}|\d{2})(?!\d)/;
const COMPACT = /^((?:19|20|21)\d{2})(\d{2})(\d{2})(?!\d)/;
const WORD = "[\\p{L}\\p{M}]{3,12}";
const DAY_MONTH_NAME = new RegExp(
  `^(\\d{1,2})(?:\\.|st|nd|rd|th)?[-/ ]\\s?(?:de |of )?(${WORD})\\.?,?[-/ ]\\s?(?:de |del )?(\\d{4}|\\d{2})(?!\\d)`,
  "iu",
);
const MONTH_NAME_DAY = new RegExp(
  `^(${WORD})\\.? (\\d{1,2})(?:st|nd|rd|th)?,? (\\d{4})(?!\\d)`,
  "iu",
);
const YEAR_MONTH_NAME = new RegExp(`^(\\d{4})[-/ ](${WORD})\\.?[-/ ](\\d{1,2})(?!\\d)`, "iu");
/** A day by its name in front of a date: `Mon, `, `lun. `. */
const WEEKDAY = /^[\p{L}\p{M}]{2,12}[.,]{0,2}\s+(?=\S)/u;
/** Days since 1899-12-30, as spreadsheets store dates, with the time as a fraction. */
const SERIAL = /^([2-7]\d{4})(?:[.,](\d{1,12}))?$/;
/** Seconds or milliseconds since 1970. */
const EPOCH = /^(\d{10})(\d{3})?$/;

function splitDate(text: string): WrittenDate | undefined {
  return splitNumbers(text) ?? splitNamed(text) ?? splitCounted(text) ?? splitBehindWeekday(text);
}

function splitNumbers(text: string): WrittenDate | undefined {
  const numbers = NUMBERS.exec(text);
  if (numbers !== null) {
    const [whole, a = "", , b = "", c = ""] = numbers;
    const yearMayBeFirst = a.length === 2 && b.length === 2 && c.length === 2;
    return { numbers: [a, b, c], yearMayBeFirst, rest: text.slice(whole.length) };
  }
  const yearFirst = YEAR_FIRST.exec(text);
  if (yearFirst !== null) {
    const [whole, a = "", , b = "", c = ""] = yearFirst;
    return { parts: [a, b, c], rest: text.slice(whole.length) };
  }
  const [whole, a = "", b = "", c = ""] = EAST_ASIAN.exec(text) ?? COMPACT.exec(text) ?? [];
  return whole === undefined ? undefined : { parts: [a, b, c], rest: text.slice(whole.length) };
}

function splitNamed(text: string): WrittenDate | undefined {
  const forms = [
    [DAY_MONTH_NAME, [3, 2, 1]],
    [MONTH_NAME_DAY, [3, 1, 2]],
    [YEAR_MONTH_NAME, [1, 2, 3]],
  ] as const;
  for (const [form, [year, name, day]] of forms) {
    const found = form.exec(text);
    const month = found === null ? undefined : monthNamed(found[name] ?? "");
    if (found === null || month === undefined) continue;
    const parts: Parts = [found[year] ?? "", String(month), found[day] ?? ""];
    return { parts, rest: text.slice(found[0].length) };
  }
  return undefined;
}

/** A date as a number of days or seconds; the rest is the time that is in it. */
function splitCounted(text: string): WrittenDate | undefined {
  const [, days, fraction] = SERIAL.exec(text) ?? [];
  const [, seconds] = EPOCH.exec(text) ?? [];
  if (days === undefined && seconds === undefined) return undefined;
  const time = days === undefined ? 0 : Math.round(Number(`0.${fraction ?? 0}`) * 86_400);
  const instant = days === undefined
    ? new Date(Number(seconds) * 1000)
    : new Date(Date.UTC(1899, 11, 30 + Number(days)) + time * 1000);
  const [date = "", clock = ""] = instant.toISOString().split("T");
  const [year = "", month = "", day = ""] = date.split("-");
  const rest = days === undefined ? clock : fraction === undefined ? "" : clock.slice(0, 8);
  return { parts: [year, month, day], isCounted: true, rest };
}

function splitBehindWeekday(text: string): WrittenDate | undefined {
  const rest = text.replace(WEEKDAY, "");
  return rest === text ? undefined : splitNumbers(rest) ?? splitNamed(rest);
}

/** A date that was read, and the text behind it: the time of day, or nothing. */
export interface ReadDate extends CalendarDate {
  readonly rest: string;
}

/**
 * Reads the date that a text begins with. If the year comes first, or the month is a name, the date
 * says its own order; days as spreadsheets count them and seconds since 1970 are dates, too.
 *
 * @return undefined if there is no date, or one that is in no calendar, such as 2023-02-30.
 */
export function readDate(text: string, order: DateOrder): ReadDate | undefined {
  const written = splitDate(text);
  if (written === undefined) return undefined;
  const date = "parts" in written
    ? inOrder(written.parts, "ymd")
    : inOrder(written.numbers, order === "ymd" && !written.yearMayBeFirst ? "dmy" : order);
  return exists(date)
    ? { ...date, rest: written.rest.replace(/^(?:[\sT,]|г\.?(?=[\s,]|$))+/u, "") }
    : undefined;
}

function inOrder([a, b, c]: Parts, order: DateOrder): CalendarDate {
  if (order === "ymd") return { year: fullYear(a), month: Number(b), day: Number(c) };
  const [day, month] = order === "dmy" ? [a, b] : [b, a];
  return { year: fullYear(c), month: Number(month), day: Number(day) };
}

function fullYear(text: string): number {
  return text.length <= 2 ? 2000 + Number(text) : Number(text);
}

function exists({ year, month, day }: CalendarDate): boolean {
  return year >= 1970 && year <= 2199 && month >= 1 && month <= 12 && day >= 1 &&
    day <= daysInMonth(year, month);
}

function daysInMonth(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
}

/** What one date says about the date order of its file. */
export interface DateEvidence {
  /** The orders in which it is valid, with the date as a number: 20261013. */
  readonly possible: ReadonlyMap<DateOrder, number>;
  /** Whether it states its own order, and so shows nothing about others. */
  readonly certain: boolean;
  /** Whether it is a number of days or seconds, as spreadsheets and databases have them. */
  readonly isCounted: boolean;
}

const ORDERS: readonly DateOrder[] = ["dmy", "mdy", "ymd"];

/**
 * The orders in which a date can be read.
 *
 * @return undefined if the text does not start like a date at all.
 */
export function dateEvidence(text: string): DateEvidence | undefined {
  const written = splitDate(text);
  if (written === undefined) return undefined;
  const certain = "parts" in written;
  const parts = certain ? written.parts : written.numbers;
  const orders = certain ? ["ymd"] as const : written.yearMayBeFirst ? ORDERS : ORDERS.slice(0, 2);
  const dates = orders.map((order) => [order, inOrder(parts, order)] as const)
    .filter(([, date]) => exists(date))
    .map(([order, { year, month, day }]) => [order, (year * 100 + month) * 100 + day] as const);
  const isCounted = "isCounted" in written && written.isCounted === true;
  return { possible: new Map(dates), certain, isCounted };
}
