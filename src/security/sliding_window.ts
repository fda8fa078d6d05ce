import { LRUCache } from "lru-cache";
import type { Limiter } from "./limits.ts";

/** The state of a window. */
export interface SlidingWindowOptions {
  /** Milliseconds of a clock that never goes back. */
  readonly now: () => number;
  /** Keys that are kept; beyond, the one unused for longest is forgotten. */
  readonly most: number;
}

/**
 * An exact sliding window in memory: in no window of the limit's length are there more calls than
 * it allows. It keeps the time of each counted call, so at most `calls` numbers a key.
 */
export function slidingWindow({ now, most }: SlidingWindowOptions): Limiter {
  const histories = new LRUCache<string, number[]>({ max: most });
  return {
    take(key, { calls, seconds }) {
      const at = now();
      const since = at - seconds * 1000;
      const history = histories.get(key) ?? [];
      const old = history.findIndex((time) => time > since);
      history.splice(0, old === -1 ? history.length : old);
      if (history.length < calls) {
        history.push(at);
        histories.set(key, history);
        return Promise.resolve(undefined);
      }
      const oldest = history[history.length - calls] ?? at;
      return Promise.resolve(Math.max(1, Math.ceil((oldest - since) / 1000)));
    },
  };
}
