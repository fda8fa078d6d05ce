import { setPriority } from "node:os";

/** A third of the main thread's share while both want the same processor; all of it otherwise. */
const NICE = 5;

/**
 * Lets the main thread go first. A thread of equal priority that wakes up for a job takes the
 * processor from the one that woke it, and keeps it for milliseconds: a `health_check` beside long
 * reads took four times as long. Only Linux has priorities of threads; elsewhere, and wherever the
 * system or Deno refuses it, jobs run as all else does.
 */
export function lowerPriority(): void {
  if (Deno.build.os !== "linux") return;
  try {
    // 0 is the thread that asks.
    setPriority(0, NICE);
  } catch {
    // Jobs work without it.
  }
}
