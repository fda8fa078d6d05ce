import { median } from "../../values/median.ts";

/** How fast a series changes at each step, with an interval of 90 %. */
export interface Slope {
  readonly slope: number;
  readonly low: number;
  readonly high: number;
}

/** Steps below which a line says nothing. */
export const LEAST_VALUES = 6;
/** Standard normal quantile of 95 %, for an interval of 90 %. */
const Z = 1.645;

/**
 * The slope of Theil and Sen: the median slope of all pairs, which single unusual values hardly
 * move, with the interval that Sen gives for it (1968).
 *
 * @returns Null with fewer than 6 values.
 */
export function theilSen(values: readonly number[]): Slope | null {
  const n = values.length;
  if (n < LEAST_VALUES) return null;
  const slopes = values.flatMap((value, i) =>
    values.slice(i + 1).map((later, step) => (later - value) / (step + 1))
  ).sort((a, b) => a - b);
  const spread = Z * Math.sqrt(n * (n - 1) * (2 * n + 5) / 18);
  const low = slopes[Math.max(0, Math.floor((slopes.length - spread) / 2))] ?? NaN;
  const high = slopes[Math.min(slopes.length - 1, Math.ceil((slopes.length + spread) / 2))] ?? NaN;
  return { slope: median(slopes), low, high };
}
