import { cpuUsage } from "node:process";
import { residentBytes } from "../tests/support/process_use.ts";

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

/** The number below which a share of some numbers lies: 0.99 for the p99. */
export function percentile(numbers: readonly number[], share: number): number {
  return numbers.toSorted((a, b) => a - b)[Math.floor(share * (numbers.length - 1))] ?? NaN;
}

/** The memory of a process in MB, as the system counts it; NaN where it does not say. */
export function memoryOf(pid: number): number {
  try {
    return residentBytes(pid) / 1024 ** 2;
  } catch {
    return NaN;
  }
}

/** Milliseconds that `work` takes. */
export async function timed(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await work();
  return performance.now() - started;
}

/** Milliseconds of CPU that this process spends while `work` runs: other processes do not count. */
export async function cpuOf(work: () => Promise<unknown>): Promise<number> {
  const before = cpuUsage();
  await work();
  const { user, system } = cpuUsage(before);
  return (user + system) / 1000;
}

/** The p50 and the p99 of milliseconds beside other work, with those of the same alone. */
export function besideText(alone: readonly number[], beside: readonly number[]): string {
  return [0.5, 0.99].map((share) => {
    const [before, now] = [percentile(alone, share), percentile(beside, share)];
    return `p${share * 100} ${figure(now)} ms (alone ${figure(before)}, ratio ${
      figure(now / before)
    })`;
  }).join(", ");
}

/** A number for people: `12,345` or `1.23`. */
export function figure(number: number): string {
  return number.toLocaleString("en-US", { maximumFractionDigits: number < 100 ? 2 : 0 });
}
