import { formatDecimal } from "./money.ts";

/** A percentage as people say it, with at most one decimal: `4.7 %`, `28 %`; `n/a` for null. */
export function percentText(percent: number | null): string {
  if (percent === null) return "n/a";
  const rounded = tenths(percent);
  return `${formatDecimal(rounded, Number.isInteger(rounded) ? 0 : 1)} %`;
}

/** A change in percent, with its sign: `+3.2 %`; `n/a` if there was nothing before. */
export function percentChangeText(change: number | null): string {
  return `${change !== null && change > 0 ? "+" : ""}${percentText(change)}`;
}

/** A percentage in a column of others, where the points stand below each other: `28.0 %`. */
export function percentInColumn(percent: number): string {
  return `${formatDecimal(tenths(percent), 1)} %`;
}

/** Rounded to one decimal; nothing is ever minus zero. */
function tenths(percent: number): number {
  return Math.round(percent * 10) / 10 + 0;
}
