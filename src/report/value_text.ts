import { formatDecimal, type Minor, minorDigits, toMajor } from "../values/money.ts";
import { percentInColumn, percentText } from "../values/percent_text.ts";
import type { Amount, Value, ValueType } from "./model.ts";

/** The text for a value that was not recorded. */
export const NOT_RECORDED = "n/a";

/** Whether the values of a kind are numbers: right-aligned, typed in spreadsheets. */
export function isNumeric({ kind }: ValueType): boolean {
  return kind !== "text" && kind !== "date";
}

/** The number in a value, without its unit; null if there is none. */
export function numberIn(value: Value): number | null {
  if (typeof value === "number") return value;
  return isAmount(value) ? value.amount : null;
}

/** The unit of a value: its own, or that of its column. */
export function unitOf(value: Value, type: ValueType): string | undefined {
  return isAmount(value) ? value.unit : type.unit;
}

/**
 * A value as people write it, without the unit: `1,234.50`, `+3.2 %`. A unit that only this value
 * has, other rows having others, is written: `1.5 kg`.
 */
export function valueText(value: Value, type: ValueType): string {
  return written(value, type, false);
}

/** The same in a column of others: percentages have the same decimals there. */
export function cellText(value: Value, type: ValueType): string {
  return written(value, type, true);
}

function written(value: Value, type: ValueType, isInColumn: boolean): string {
  if (value === null) return NOT_RECORDED;
  if (typeof value === "string") return value;
  // Nothing is ever minus zero.
  const number = (numberIn(value) ?? 0) + 0;
  const text = numberText(number, type, { unit: unitOf(value, type), isInColumn });
  return isAmount(value) && value.unit !== "" ? `${text} ${value.unit}` : text;
}

/** A value with its unit: `1,234.50 USD`, `1.5 kg`. */
export function valueWithUnit(value: Value, type: ValueType): string {
  const text = valueText(value, type);
  return typeof value === "number" && type.unit !== undefined ? `${text} ${type.unit}` : text;
}

/** A column's label with its unit: `Net sales (USD)`. */
export function labelWithUnit({ label, unit }: { label: string; unit?: string }): string {
  return unit === undefined ? label : `${label} (${unit})`;
}

/** Whether a value has a unit of its own. */
export function isAmount(value: Value): value is Amount {
  return typeof value === "object" && value !== null;
}

function numberText(
  number: number,
  { kind, decimals }: ValueType,
  { unit, isInColumn }: { readonly unit: string | undefined; readonly isInColumn: boolean },
): string {
  const percent = isInColumn ? percentInColumn : percentText;
  switch (kind) {
    case "money":
      return moneyText(number, unit);
    case "percent":
      return percent(number);
    case "change":
      return `${number > 0 ? "+" : ""}${percent(number)}`;
    default:
      return decimals === undefined ? shortDecimal(number) : formatDecimal(number, decimals);
  }
}

function moneyText(amount: Minor, currency: string | undefined): string {
  if (currency === undefined) throw new TypeError("Money needs its currency as unit.");
  return formatDecimal(toMajor(amount, currency), minorDigits(currency));
}

/** At most three decimals, and none that say nothing: `1,234`, `0.125`. */
function shortDecimal(number: number): string {
  const rounded = Math.round(number * 1000) / 1000;
  const decimals = String(rounded).split(".")[1]?.length ?? 0;
  return formatDecimal(rounded, Math.min(decimals, 3));
}
