import type { CallCounter } from "../storage/database.ts";
import type { Limiter } from "./limits.ts";

/** The inputs of counting a call. */
export interface SharedWindowOptions {
  /** Counts for all processes together. */
  readonly count: CallCounter;
  /** Counts for this process. */
  readonly own: Limiter;
  onError(error: unknown): void;
}

/** Limits beyond are against programs that run wild; each process counts those for itself. */
const MOST_SHARED = 1000;

/**
 * An exact sliding window that all processes on a database share. While the database does not count,
 * this process counts for itself: a call that can be answered is not held up by its limit, and a
 * caller that does too much is still stopped, at most once for each process.
 */
export function sharedWindow({ count, own, onError }: SharedWindowOptions): Limiter {
  return {
    async take(key, limit) {
      if (limit.calls > MOST_SHARED) return await own.take(key, limit);
      try {
        return await count(key, limit);
      } catch (error) {
        onError(error);
        return await own.take(key, limit);
      }
    },
  };
}
