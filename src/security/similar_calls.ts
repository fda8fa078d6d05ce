import type { CallRecord } from "./call_record.ts";

/** What happens again and again, recorded once per interval for each kind. */
export interface Similar extends Disposable {
  /**
   * Takes one: the first of its kind is written at once, the others together, as the last one with
   * their number.
   *
   * @param kind Caller, target and outcome, or what else tells kinds apart.
   * @param write Writes it; with a number, as one of so many similar ones.
   */
  fold(kind: readonly string[], write: (similar?: number) => void): void;
}

/** How similar ones are put together. */
export interface SimilarOptions {
  /** The interval in milliseconds. */
  readonly windowMs: number;
  /** Kinds that are kept separate. */
  readonly most: number;
  /** Whether further ones are combined, whatever they are; else each is written. */
  readonly combinesOthers: boolean;
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
export function foldRefusal(
  refusals: Pick<Similar, "fold">,
  record: CallRecord,
  write: (record: CallRecord) => void,
): void {
  const { principal, target, outcome } = record;
  refusals.fold([principal, target, outcome], (calls = 1) => write({ ...record, calls }));
}

/** Puts a read that succeeded with the same one of the same caller. */
export function foldRead(
  reads: Pick<Similar, "fold">,
  record: CallRecord,
  write: (record: CallRecord) => void,
): void {
  const { principal, method, target, arguments_digest, locations } = record;
  const kind = [principal, method, target, arguments_digest, ...locations];
  reads.fold(kind, (calls = 1) => write({ ...record, calls }));
}

/** Starts putting similar ones together. No timer runs while there are none. */
export function foldSimilar({ windowMs, most, combinesOthers }: SimilarOptions): Similar {
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
      const isSeparate = kinds.has(own) || kinds.size < most;
      if (!isSeparate && !combinesOthers) return write();
      const key = isSeparate ? own : "others";
      if (!kinds.has(key)) write();
      const kind = kinds.getOrInsertComputed(key, () => ({ count: -1, write }));
      kind.count++;
      kind.write = write;
      timer ??= setTimeout(tell, windowMs);
    },
    [Symbol.dispose]: tell,
  };
}
