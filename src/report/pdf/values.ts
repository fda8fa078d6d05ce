import type { Value, ValueType } from "../model.ts";
import {
  cellText as cellTextOf,
  numberIn,
  unitOf,
  valueText,
  valueWithUnit,
} from "../value_text.ts";
import { isDate } from "../../values/business_day.ts";
import { formatDecimal, minorDigits, toMajor } from "../../values/money.ts";
import { decimalsOf, quantityNumber } from "../../values/quantity_number.ts";

/** The date format of the readers. */
export type DateStyle = "en-GB" | "en-US";

const DATE = /^\d{4}-\d{2}-\d{2}$/;

/**
 * A value in a table cell.
 *
 * @param decimals For quantities of a column that all have as many.
 */
export function cellText(
  value: Value,
  type: ValueType,
  style: DateStyle,
  decimals?: number,
): string {
  if (type.kind === "date" && typeof value === "string" && DATE.test(value)) {
    return dateText(value, style, {
      weekday: "short",
      day: "numeric",
      month: "short",
      year: "numeric",
    });
  }
  // The same number of decimals in each row, so that the points align.
  return type.kind === "quantity" ? quantityText(value, type, decimals) : cellTextOf(value, type);
}

function quantityText(value: Value, type: ValueType, decimals?: number): string {
  const number = numberIn(value);
  if (number === null) return valueText(value, type);
  const unit = typeof value === "object" && value !== null && value.unit !== ""
    ? ` ${value.unit}`
    : "";
  const text = decimals === undefined
    ? quantityNumber(number)
    : formatDecimal(number + 0, decimals);
  return `${text}${unit}`;
}

/**
 * How many decimals the quantities of a column have, so that their points stand below each other;
 * undefined if they differ in unit or size.
 */
export function columnDecimals(
  { kind, decimals }: ValueType,
  values: readonly Value[],
): number | undefined {
  if (kind !== "quantity") return undefined;
  if (decimals !== undefined) return decimals;
  const numbers = values.filter((value) => value !== null);
  if (!numbers.every((value) => typeof value === "number" && Math.abs(value) < 100)) {
    return undefined;
  }
  return Math.max(0, ...numbers.map((value) => Math.min(2, decimalsOf(Number(value)))));
}

/** A single value: money with its currency sign. */
export function figureText(value: Value, type: ValueType): string {
  const number = numberIn(value);
  const currency = unitOf(value, type);
  if (type.kind !== "money" || number === null || currency === undefined) {
    return valueWithUnit(value, type);
  }
  const digits = minorDigits(currency);
  return new Intl.NumberFormat("en", {
    style: "currency",
    currency,
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  }).format(toMajor(number, currency));
}

const LONG_DATE = { day: "numeric", month: "long", year: "numeric" } as const;

/** `23–29 November 2026`, `November 23 – 29, 2026`. */
export function longPeriod(
  { date, end_date }: { readonly date: string; readonly end_date: string },
  style: DateStyle,
): string {
  const format = new Intl.DateTimeFormat(style, {
    ...LONG_DATE,
    ...(date === end_date && { weekday: "long" }),
    timeZone: "UTC",
  });
  return format.formatRange(new Date(date), new Date(end_date));
}

/** What guests wrote, or a date with what may follow it: ` to 2026-11-29`. */
const QUOTE_OR_DATES = /“[^”]*”|\b(\d{4}-\d{2}-\d{2})(?: to (\d{4}-\d{2}-\d{2}))?\b/g;

type DatesFound = [date: string | undefined, end_date: string | undefined, at: number];

/** A sentence with its dates as readers write them; the words of a quote stay as they are. */
export function datesInWords(text: string, style: DateStyle): string {
  return text.replaceAll(QUOTE_OR_DATES, (found: string, ...[date, end_date, at]: DatesFound) => {
    if (date === undefined || !isDate(date)) return found;
    const first = dateText(date, style, LONG_DATE);
    if (end_date === undefined) return first;
    if (!isDate(end_date) || end_date <= date) return found;
    return text.slice(0, at).endsWith("from ")
      ? `${first} to ${dateText(end_date, style, LONG_DATE)}`
      : longPeriod({ date, end_date }, style);
  });
}

/** `As of 23 November 2026 at 20:30 GMT-5.`; null if it is not known. */
export function asOfText(
  { as_of, time_zone = "UTC" }: { readonly as_of?: string; readonly time_zone?: string },
  style: DateStyle,
): string | null {
  if (as_of === undefined) return null;
  const format = new Intl.DateTimeFormat(style, {
    ...LONG_DATE,
    hour: "numeric",
    minute: "2-digit",
    timeZoneName: "short",
    timeZone: time_zone,
  });
  return `As of ${format.format(new Date(as_of))}.`;
}

/** A short label below a chart: `23 Nov`, `Nov 23`. */
export function shortDate(date: string, style: DateStyle): string {
  return DATE.test(date) ? dateText(date, style, { day: "numeric", month: "short" }) : date;
}

function dateText(date: string, style: DateStyle, options: Intl.DateTimeFormatOptions): string {
  return new Intl.DateTimeFormat(style, { ...options, timeZone: "UTC" }).format(new Date(date));
}
