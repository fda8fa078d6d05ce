import { toMajor } from "../values/money.ts";
import type { Value, ValueType } from "./model.ts";

/** A value for other programs: money in decimal units, everything else as it is. */
export function decimalValue(value: Value, { kind, unit }: ValueType): Value {
  if (kind !== "money" || value === null || typeof value === "string") return value;
  if (typeof value === "object") return { ...value, amount: toMajor(value.amount, value.unit) };
  if (unit === undefined) throw new TypeError("Money needs its currency as unit.");
  return toMajor(value, unit);
}
