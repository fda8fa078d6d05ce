import { createHash } from "node:crypto";
import type { Row } from "../storage/schema/schema.ts";
import type { CallRecord } from "./call_record.ts";

/** An entry before it is sealed. */
export type UnsealedEntry = Omit<Row<"audit_entries">, "hash">;

/** The hash before the first entry. */
export const BEGINNING = "0".repeat(64);

/** The hash of an entry: SHA-256, in hexadecimal, over the hash before it and all its columns. */
export function hashAfter(previous: string, entry: UnsealedEntry): string {
  const columns = [
    entry.sequence,
    entry.at,
    entry.principal,
    entry.method,
    entry.target,
    entry.arguments_digest,
    entry.locations,
    entry.row_count,
    entry.outcome,
    entry.duration_ms,
    entry.request_id,
    entry.trace_id,
    // As before entries could stand for several: the hashes of older ones stay valid.
    ...(entry.calls === 1 ? [] : [entry.calls]),
  ];
  return createHash("sha256").update(JSON.stringify([previous, ...columns])).digest("hex");
}

/** Records as entries, each sealed with the one before it. */
export function sealedEntries(
  records: readonly CallRecord[],
  first: number,
  previous: string,
): Row<"audit_entries">[] {
  let hash = previous;
  return records.map(({ at, locations, ...record }, index) => {
    const entry = {
      sequence: first + index,
      ...record,
      at: at.toString({ smallestUnit: "millisecond" }),
      locations: JSON.stringify(locations),
    };
    hash = hashAfter(hash, entry);
    return { ...entry, hash };
  });
}
