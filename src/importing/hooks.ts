import type { Clock } from "../values/clock.ts";
import type { ImportSource } from "./file/source.ts";
import type { BytesRead } from "./file/text.ts";

/** How far an import is; a file of sales is read twice. */
export interface ImportProgress {
  readonly phase: "reading" | "writing";
  /** Bytes read in this phase. */
  readonly bytes: number;
  readonly size: number | null;
}

/** The surroundings of an import. */
export interface ImportHooks {
  readonly progress?: (progress: ImportProgress) => void;
  /** Aborting leaves nothing behind. */
  readonly signal?: AbortSignal;
  readonly clock?: Clock;
  /** SHA-256 of the file in hexadecimal, if it must not come twice. */
  readonly digest?: string;
  /** Rows that are written together; tests make it small. */
  readonly batchSize?: number;
}

/** Reports progress, and stops if the import was aborted. */
export function bytesReader(
  phase: ImportProgress["phase"],
  { size }: ImportSource,
  { progress, signal }: ImportHooks,
): BytesRead {
  let total = 0;
  return (bytes) => {
    signal?.throwIfAborted();
    total += bytes;
    progress?.({ phase, bytes: total, size });
  };
}
