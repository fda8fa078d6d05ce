import { minorDigits } from "../../values/money.ts";
import type { ChartBlock, ValueType } from "../model.ts";
import { valueText } from "../value_text.ts";

const COMPACT = new Intl.NumberFormat("en-US", {
  notation: "compact",
  maximumFractionDigits: 2,
});

/** All numbers of a chart in the unit that people read: money in whole currency units. */
export function chartNumbers({ series, value }: ChartBlock): (number | null)[][] {
  const scale = scaleOf(value);
  return series.map(({ values }) =>
    values.map((number) => number === null ? null : number / scale)
  );
}

/** A tick's value, short: `1.5K`, `40%`. */
export function tickText(number: number, { kind }: ValueType): string {
  const text = COMPACT.format(number);
  return kind === "percent" || kind === "change" ? `${text}%` : text;
}

/** The value at the end of a bar, in full; `number` is as `chartNumbers` gives it. */
export function barText(number: number, value: ValueType): string {
  return valueText(Math.round(number * scaleOf(value) * 1000) / 1000, value);
}

function scaleOf({ kind, unit }: ValueType): number {
  return kind === "money" && unit !== undefined ? 10 ** minorDigits(unit) : 1;
}
