/** Bounds between which 8 of 10 values are expected to lie. */
export interface Interval {
  readonly low: number;
  readonly high: number;
}

/** The whole numbers inside an interval, or the one nearest to what is expected: counts are whole. */
export function wholeNumbers({ low, high }: Interval, expected: number): Interval {
  const nearest = Math.round(expected);
  return { low: Math.min(Math.ceil(low), nearest), high: Math.max(Math.floor(high), nearest) };
}

/** A number that counts as often as it weighs. */
export interface Weighted {
  readonly value: number;
  readonly weight: number;
}

/**
 * The value under which a share of the weight lies. Each value stands in the middle of its weight;
 * between two of them the quantile is interpolated, beyond them it is the extreme.
 */
export function quantile(values: readonly Weighted[], share: number): number {
  const sorted = values.toSorted((a, b) => a.value - b.value);
  const target = share * sorted.reduce((sum, { weight }) => sum + weight, 0);
  let [reached, last] = [0, sorted[0]];
  for (const one of sorted) {
    const [from, to] = [reached - (last?.weight ?? 0) / 2, reached + one.weight / 2];
    if (to >= target) return between(last ?? one, one, (target - from) / (to - from));
    reached += one.weight;
    last = one;
  }
  return last?.value ?? NaN;
}

/** A value a part of the way from one to the next; minus infinity, of a day of nothing, stays. */
function between(from: Weighted, to: Weighted, part: number): number {
  return Number.isFinite(from.value)
    ? from.value + Math.max(0, part) * (to.value - from.value)
    : part < 1
    ? from.value
    : to.value;
}
