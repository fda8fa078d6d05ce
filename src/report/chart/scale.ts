/** An axis of values: round ticks, and the range that they span. */
export interface Axis {
  readonly low: number;
  readonly high: number;
  readonly ticks: readonly number[];
}

/**
 * An axis over some values that includes zero, with about `wanted` ticks at 1, 2, 2.5 or 5 times a
 * power of ten, no closer than `leastStep`, and whole multiples of it.
 */
export function axisOver(values: readonly number[], wanted: number, leastStep = 0): Axis {
  const low = Math.min(0, ...values);
  const high = Math.max(0, ...values);
  const step = Math.max(leastStep, tickStep(high - low || 1, wanted, leastStep));
  const first = Math.floor(low / step);
  const last = Math.max(first + 1, Math.ceil(high / step));
  // Multiples, not repeated additions: 0.1 + 0.2 would show.
  const ticks = Array.from({ length: last - first + 1 }, (_, at) => (first + at) * step);
  return { low: first * step, high: last * step, ticks };
}

function tickStep(span: number, wanted: number, unit: number): number {
  const rough = span / Math.max(1, wanted);
  const power = 10 ** Math.floor(Math.log10(rough));
  const factor =
    [1, 2, 2.5, 5].find((factor) =>
      factor * power >= rough * 0.999 && (unit === 0 || factor * power % unit === 0)
    ) ?? 10;
  return factor * power;
}

/** Maps values of an axis to places between `from` and `to`. */
export function linear(
  { low, high }: Pick<Axis, "low" | "high">,
  from: number,
  to: number,
): (value: number) => number {
  return (value) => from + (value - low) / (high - low) * (to - from);
}

/** Every nth label, so that labels of this width do not touch. */
export function labelStep(labelWidth: number, labels: number, room: number): number {
  const fitting = Math.max(1, Math.floor(room / labelWidth));
  return Math.max(1, Math.ceil(labels / fitting));
}
