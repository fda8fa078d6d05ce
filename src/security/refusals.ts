import type { CallRecord } from "./call_record.ts";

/** Refusals, recorded once per interval for each kind of them. */
export interface Refusals extends Disposable {
  /**
   * Takes a refusal: the first of its kind is written at once, the others together, as the last one
   * with their number.
   *
   * @param kind Caller, target and reason, or what else tells kinds apart.
   * @param write Writes the refusal; with a number, as one of so many similar ones.
   */
  fold(kind: readonly string[], write: (similar?: number) => void): void;
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
  write(similar?: number): void;
}

/** Whether a call was refused before anything was done. */
export function isRefusal({ outcome }: Pick<CallRecord, "outcome">): boolean {
  return outcome === "FORBIDDEN" || outcome === "RATE_LIMITED";
}

/** Puts a refused call with similar ones: of the same caller, target and reason. */
export function foldCall(
  refusals: Pick<Refusals, "fold">,
  record: CallRecord,
  write: (record: CallRecord) => void,
): void {
  const { principal, target, outcome } = record;
  refusals.fold(
    [principal, target, outcome],
    (similar) => write(similar === undefined ? record : { ...record, row_count: similar }),
  );
}

/** Starts putting refusals together. No timer runs while there are none. */
export function foldRefusals({ windowMs, most }: RefusalOptions): Refusals {
  const kinds = new Map<string, Kind>();
  let timer: ReturnType<typeof setTimeout> | undefined;

  function tell(): void {
    clearTimeout(timer);
    timer = undefined;
    for (const { count, write } of kinds.values()) {
      if (count > 0) write(count);
    }
    kinds.clear();
  }

  return {
    fold(named, write) {
      const own = JSON.stringify(named);
      const key = kinds.has(own) || kinds.size < most ? own : "others";
      if (!kinds.has(key)) write();
      const kind = kinds.getOrInsertComputed(key, () => ({ count: -1, write }));
      kind.count++;
      kind.write = write;
      timer ??= setTimeout(tell, windowMs);
    },
    [Symbol.dispose]: tell,
  };
}
