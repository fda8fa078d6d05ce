import { createHash } from "node:crypto";
import { HOUSE } from "../storage/schema/house.ts";
import type { Row } from "../storage/schema/schema.ts";
import type { CallRecord, HOUSE_METHODS } from "./call_record.ts";
import type { Seal } from "./seal.ts";

/** An entry before it is sealed. */
export type UnsealedEntry = Omit<Row<"audit_entries">, "hash">;

/** The hash before the first entry. */
export const BEGINNING = "0".repeat(64);

/**
 * The chain of a call: that of its location; of the house if it was about none, or about several,
 * because its entry would otherwise hold the chains of all of them.
 */
export function chainOf({ locations }: Pick<CallRecord, "locations">): string {
  const [location, ...others] = locations;
  return location === undefined || others.length > 0 ? HOUSE : location;
}

/** Whether an entry may be in its chain: those of a location name it and nothing else. */
export function isOfItsChain({ location_id, locations }: UnsealedEntry): boolean {
  return location_id === HOUSE || locations === JSON.stringify([location_id]);
}

/**
 * The hash of an entry: SHA-256, in hexadecimal, over the hash before it and all its columns. Of
 * its chain the locations tell.
 */
export function hashAfter(previous: string, entry: Omit<UnsealedEntry, "location_id">): string {
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

/**
 * Records as entries of one chain, each sealed with the one before it.
 *
 * @param last The last entry of the chain; number 0 before the first.
 */
export function sealedEntries(
  records: readonly CallRecord[],
  { location_id, sequence: last, hash: previous }: Seal,
): Row<"audit_entries">[] {
  let hash = previous;
  return records.map(({ at, locations, ...record }, index) => {
    const entry = {
      location_id,
      sequence: last + 1 + index,
      ...record,
      at: at.toString({ smallestUnit: "millisecond" }),
      locations: JSON.stringify(locations),
    };
    hash = hashAfter(hash, entry);
    return { ...entry, hash };
  });
}

/**
 * The entry of the house that says how far the chain of a location is, or up to where a chain was
 * removed.
 */
export function chainRecord(
  method: typeof HOUSE_METHODS[number],
  { location_id, sequence, hash }: Seal,
  at: Temporal.Instant,
  request_id: string,
): CallRecord {
  return {
    at,
    request_id,
    principal: "restaurant-mcp",
    method,
    target: location_id,
    arguments_digest: hash,
    locations: [],
    row_count: sequence,
    calls: 1,
    outcome: "ok",
    duration_ms: 0,
    trace_id: null,
  };
}

/** The seal in an entry of the house of such a method; undefined for any other entry. */
export function sealIn(
  wanted: typeof HOUSE_METHODS[number],
  { location_id, method, target, arguments_digest, row_count }: UnsealedEntry,
): Seal | undefined {
  if (location_id !== HOUSE || method !== wanted) return undefined;
  return { location_id: target, sequence: row_count, hash: arguments_digest };
}
