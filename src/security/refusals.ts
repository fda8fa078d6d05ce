import type { CallRecord } from "./call_record.ts";

/** Refusals of calls, recorded once per interval for each caller, target and reason. */
export interface Refusals extends Disposable {
  /**
   * Takes a refused call: the first of its kind is written at once, the others together, as the
   * last one with their number as its rows.
   */
  fold(record: CallRecord, write: (record: CallRecord) => void): void;
}

/** How refusals are put together. */
export interface RefusalOptions {
  /** The interval in milliseconds. */
  readonly windowMs: number;
  /** Kinds that are kept separate; further ones are combined for all callers. */
  readonly most: number;
}

interface Kind {
  count: number;
  last: CallRecord;
  write(record: CallRecord): void;
}

/** Whether a call was refused before anything was done. */
export function isRefusal({ outcome }: Pick<CallRecord, "outcome">): boolean {
  return outcome === "FORBIDDEN" || outcome === "RATE_LIMITED";
}

/** Starts putting refusals together. No timer runs while there are none. */
export function foldRefusals({ windowMs, most }: RefusalOptions): Refusals {
  const kinds = new Map<string, Kind>();
  let timer: ReturnType<typeof setTimeout> | undefined;

  function tell(): void {
    clearTimeout(timer);
    timer = undefined;
    for (const { count, last, write } of kinds.values()) {
      if (count > 0) write({ ...last, row_count: count });
    }
    kinds.clear();
  }

  return {
    fold(record, write) {
      const { principal, target, outcome } = record;
      const own = JSON.stringify([principal, target, outcome]);
      const key = kinds.has(own) || kinds.size < most ? own : "others";
      if (!kinds.has(key)) write(record);
      const kind = kinds.getOrInsertComputed(key, () => ({ count: -1, last: record, write }));
      kind.count++;
      kind.last = record;
      timer ??= setTimeout(tell, windowMs);
    },
    [Symbol.dispose]: tell,
  };
}
