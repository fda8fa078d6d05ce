/** In which order a date has its parts. */
export type DateOrder = "ymd" | "dmy" | "mdy";

/** A date of the calendar. */
export interface CalendarDate {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

/** A date as it was written, and what stands behind it. */
interface WrittenDate {
  /** Three numbers, year first, or a month by its name. */
  readonly form: "year first" | "numbers" | "named month";
  readonly parts: readonly [string, string, string];
  readonly rest: string;
}

const FORMS: readonly (readonly [WrittenDate["form"], RegExp])[] = [
  ["year first", /^(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?!\d)/],
  ["numbers", /^(\d{1,2})([-/.])(\d{1,2})\2(\d{4}|\d{2})(?!\d)/],
  ["year first", /^(\d{4})()(\d{2})(\d{2})(?!\d)/],
];
const DAY_MONTH_NAME = /^(\d{1,2})[- ]([A-Za-z]{3,9})\.?,?[- ](\d{4}|\d{2})(?!\d)/;
const MONTH_NAME_DAY = /^([A-Za-z]{3,9})\.? (\d{1,2}),? (\d{4})(?!\d)/;
const MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

function splitDate(text: string): WrittenDate | undefined {
  for (const [form, pattern] of FORMS) {
    const found = pattern.exec(text);
    if (found !== null) {
      const [whole, a = "", , b = "", c = ""] = found;
      return { form, parts: [a, b, c], rest: text.slice(whole.length) };
    }
  }
  return splitNamedDate(text);
}

function splitNamedDate(text: string): WrittenDate | undefined {
  const dayFirst = DAY_MONTH_NAME.exec(text);
  const [whole = "", day = "", name = "", year = ""] = dayFirst ?? swap(MONTH_NAME_DAY.exec(text));
  const month = MONTHS.indexOf(name.slice(0, 3).toLowerCase()) + 1;
  if (month === 0) return undefined;
  return {
    form: "named month",
    parts: [year, String(month), day],
    rest: text.slice(whole.length),
  };
}

function swap(found: RegExpExecArray | null): readonly string[] {
  const [whole = "", name = "", day = "", year = ""] = found ?? [];
  return [whole, day, name, year];
}

/** A date that was read, and the text behind it: the time of day, or nothing. */
export interface ReadDate extends CalendarDate {
  readonly rest: string;
}

/**
 * Reads the date that a text begins with. Where the year comes first, or the month is a name, the
 * date says its own order.
 *
 * @return undefined where there is no date, or one that is in no calendar, such as 2023-02-30.
 */
export function readDate(text: string, order: DateOrder): ReadDate | undefined {
  const written = splitDate(text);
  if (written === undefined) return undefined;
  const date = written.form === "numbers"
    ? inOrder(written.parts, order)
    : inOrder(written.parts, "ymd");
  return exists(date) ? { ...date, rest: written.rest.replace(/^[\sT,]+/, "") } : undefined;
}

function inOrder([a, b, c]: WrittenDate["parts"], order: DateOrder): CalendarDate {
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

/** What one date says about the order in its file. */
export type DateEvidence = "dmy" | "mdy" | "either" | "none";

/**
 * Whether a date can only be day first (`13/01/2015`), only month first (`01/13/2015`), or either
 * (`03/04/2015`). Dates that say it themselves, and dates that do not exist, show nothing.
 *
 * @return undefined where the text does not begin like a date at all.
 */
export function dateEvidence(text: string): DateEvidence | undefined {
  const written = splitDate(text);
  if (written?.form !== "numbers") return written && "none";
  const [dayFirst, monthFirst] = [inOrder(written.parts, "dmy"), inOrder(written.parts, "mdy")];
  if (exists(dayFirst) && exists(monthFirst)) {
    return dayFirst.day === monthFirst.day ? "none" : "either";
  }
  if (exists(dayFirst)) return "dmy";
  return exists(monthFirst) ? "mdy" : "none";
}
