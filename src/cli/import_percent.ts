import type { ImportProgress } from "../importing/hooks.ts";

/** Reading is quicker than writing: the part of the whole that it takes. */
const READING = 0.15;

/** How much of an import is done, in whole percent. */
export function importPercent({ phase, bytes, size }: ImportProgress): number {
  if (size === null || size === 0) return 0;
  const part = Math.min(bytes / size, 1);
  return Math.floor(100 * (phase === "reading" ? READING * part : READING + (1 - READING) * part));
}
