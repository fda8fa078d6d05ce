import { sum } from "../../values/sum.ts";

/**
 * Rounds numbers to integers that add up to `total`: down first, then the largest remainders go up.
 * The numbers must add up to it, but for errors of floating point.
 */
export function roundToSum(parts: readonly number[], total: number): number[] {
  const rounded = parts.map((part) => Math.floor(part) + 0);
  const left = Math.round(total - sum(rounded));
  const byRemainder = parts.map((part, i) => ({ i, rest: part - Math.floor(part) }))
    .sort((a, b) => b.rest - a.rest || a.i - b.i);
  for (let step = 0; step < Math.abs(left) && byRemainder.length > 0; step++) {
    const at = left > 0 ? step % byRemainder.length : byRemainder.length - 1 - step;
    const { i } = byRemainder.at(at) ?? { i: 0 };
    rounded[i] = (rounded[i] ?? 0) + Math.sign(left);
  }
  return rounded;
}
