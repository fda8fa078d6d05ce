import type { Value, ValueType } from "../model.ts";
import { numberIn, unitOf, valueText, valueWithUnit } from "../value_text.ts";
import { formatDecimal, minorDigits, toMajor } from "../../values/money.ts";

/** The date format of the readers. */
export type DateStyle = "en-GB" | "en-US";

const DATE = /^\d{4}-\d{2}-\d{2}$/;

/** A value in a table cell. */
export function cellText(value: Value, type: ValueType, style: DateStyle): string {
  if (type.kind === "date" && typeof value === "string" && DATE.test(value)) {
    return dateText(value, style, {
      weekday: "short",
      day: "numeric",
      month: "short",
      year: "numeric",
    });
  }
  // The same number of decimals in each row, so that the points align.
  if (type.kind === "percent" && typeof value === "number") return `${formatDecimal(value, 2)} %`;
  return valueText(value, type);
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

/** `23–29 November 2026`, `November 23 – 29, 2026`. */
export function longPeriod(
  { date, end_date }: { readonly date: string; readonly end_date: string },
  style: DateStyle,
): string {
  const format = new Intl.DateTimeFormat(style, {
    day: "numeric",
    month: "long",
    year: "numeric",
    ...(date === end_date && { weekday: "long" }),
    timeZone: "UTC",
  });
  return format.formatRange(new Date(date), new Date(end_date));
}

/** A short label below a chart: `23 Nov`, `Nov 23`. */
export function shortDate(date: string, style: DateStyle): string {
  return DATE.test(date) ? dateText(date, style, { day: "numeric", month: "short" }) : date;
}

function dateText(date: string, style: DateStyle, options: Intl.DateTimeFormatOptions): string {
  return new Intl.DateTimeFormat(style, { ...options, timeZone: "UTC" }).format(new Date(date));
}
