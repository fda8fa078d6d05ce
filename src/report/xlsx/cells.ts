import type { Cell, CellStyle, CellValue } from "hucre/xlsx";
import { minorDigits, toMajor } from "../../values/money.ts";
import type { Value, ValueType } from "../model.ts";
import { numberIn, unitOf } from "../value_text.ts";

/** A cell with a value of its own type and its format. */
export type SheetCell = Partial<Cell> & { readonly value: CellValue };

const DATE = /^\d{4}-\d{2}-\d{2}$/;
/** The widest column, in characters. */
export const WIDEST = 60;
/** Excel's limit for one cell. */
const LONGEST_TEXT = 32_767;

/**
 * A value as a typed cell: dates are dates, percentages are percentages, money is a number in
 * decimal units. What was not recorded is empty, so that sums and averages skip it. A text is a
 * text, even if it looks like a formula.
 */
export function sheetCell(value: Value, type: ValueType, style: CellStyle = {}): SheetCell {
  if (value === null) return { value: null, style };
  if (typeof value === "string") return textCell(value, type, style);
  const number = (numberIn(value) ?? 0) + 0;
  const unit = unitOf(value, type);
  const hasOwnUnit = typeof value === "object";
  const numFmt = numberFormat(type, number, unit, hasOwnUnit);
  const alignment = { ...style.alignment, vertical: "top" } as const;
  return { value: storedNumber(number, type, unit), style: { ...style, alignment, numFmt } };
}

/** A text, cut to what Excel takes. */
export function textOf(text: string): string {
  return text.length > LONGEST_TEXT ? `${text.slice(0, LONGEST_TEXT - 1)}…` : text;
}

/** A number as spreadsheets store it: money in decimal units, 12.5 % as 0.125. */
export function storedNumber(number: number, { kind }: ValueType, unit?: string): number {
  if (kind === "money") return toMajor(number, requiredUnit(unit));
  return kind === "percent" || kind === "change" ? number / 100 : number;
}

/** The number format of a number of a type. */
export function numberFormat(
  { kind, decimals }: ValueType,
  number: number,
  unit?: string,
  isShown = false,
): string {
  // A literal in a format is quoted; quotes inside it cannot be escaped.
  const literal = isShown && unit ? ` "${unit.replaceAll('"', "")}"` : "";
  switch (kind) {
    case "money": {
      const digits = minorDigits(requiredUnit(unit));
      return `#,##0${digits === 0 ? "" : `.${"0".repeat(digits)}`}${literal}`;
    }
    case "percent":
      return "0.00%";
    case "change":
      return "+0.00%;-0.00%;0.00%";
    case "count":
      return `#,##0${literal}`;
    default:
      if (decimals !== undefined) return `#,##0.${"0".repeat(decimals)}${literal}`;
      // Excel would show a whole number with a point behind it.
      return `${Number.isInteger(number) ? "#,##0" : "#,##0.###"}${literal}`;
  }
}

function textCell(text: string, { kind }: ValueType, style: CellStyle): SheetCell {
  return kind === "date" && DATE.test(text)
    ? {
      value: new Date(`${text}T00:00:00Z`),
      style: { ...style, numFmt: "yyyy-mm-dd", alignment: { horizontal: "left", vertical: "top" } },
    }
    : { value: textOf(text), style: { ...style, alignment: textAlignment(text) } };
}

/** At the left whatever its script, as its header; one longer than a column may be wraps. */
function textAlignment(text: string): NonNullable<CellStyle["alignment"]> {
  const isLong = text.length > WIDEST;
  return { horizontal: "left", vertical: "top", ...(isLong && { wrapText: true }) };
}

function requiredUnit(unit: string | undefined): string {
  if (unit === undefined) throw new TypeError("Money needs its currency as unit.");
  return unit;
}
