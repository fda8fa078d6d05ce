/** Flags without which a bench would measure the rate limits. */
export const UNLIMITED = [
  "--rate-limit",
  "read=1000000/1,write=1000000/1,http=1000000/1",
] as const;

/** The middle of some numbers. */
export function median(numbers: readonly number[]): number {
  const sorted = numbers.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1
    ? sorted[middle] ?? NaN
    : ((sorted[middle - 1] ?? NaN) + (sorted[middle] ?? NaN)) / 2;
}

/** Milliseconds that `work` takes. */
export async function timed(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await work();
  return performance.now() - started;
}

/** A number for people: `12,345` or `1.23`. */
export function figure(number: number): string {
  return number.toLocaleString("en-US", { maximumFractionDigits: number < 100 ? 2 : 0 });
}
