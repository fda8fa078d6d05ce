import { IDS_AT_ONCE, insertMany, slices } from "../storage/bulk.ts";
import type { Writer } from "../storage/database.ts";
import { nextNumbersAt } from "../storage/location_counters.ts";
import { publicId } from "../values/public_id.ts";
import { BEGINNING, chainOf, chainRecord, sealedEntries } from "./audit_chain.ts";
import { AUDIT_COUNTER, lastEntry } from "./audit_chains.ts";
import { type CallRecord, CHAIN_METHOD, type HOUSE_METHODS } from "./call_record.ts";
import type { Seal } from "./seal.ts";

/** More entries were not written by others since an attempt that failed. */
const MOST_SINCE = 100_000;

/**
 * Writes entries into their chains. Numbers come from a counter row, which also makes writers of a
 * chain wait for each other; so its last entry is there when its hash is read.
 *
 * @param records Asked for when all that their calls wrote has been answered.
 * @returns The number of the last entry of each chain.
 */
export async function appendEntries(
  writer: Writer,
  records: readonly (() => CallRecord)[],
): Promise<Map<string, number>> {
  // The locations are known already; the rest is when what was sent has been answered.
  const chains = Map.groupBy(records, (record) => chainOf(record()));
  const counts = new Map(Array.from(chains, ([chain, own]) => [chain, own.length]));
  if (counts.size === 0) return counts;
  const [firsts, ...ends] = await Promise.all([
    nextNumbersAt(writer, AUDIT_COUNTER, counts),
    ...[...chains.keys()].map((chain) => lastEntry(writer, chain)),
  ]);
  const entries = [...chains].flatMap(([location_id, own], index) => {
    const sequence = (firsts.get(location_id) ?? 0) - 1;
    const end = ends[index];
    const hash = end?.sequence === sequence ? end.hash : BEGINNING;
    return sealedEntries(own.map((record) => record()), { location_id, sequence, hash });
  });
  await insertMany(writer, "audit_entries", entries);
  return new Map(entries.map(({ location_id, sequence }) => [location_id, sequence]));
}

/** The same with records that are whole already. */
export async function appendRecords(
  writer: Writer,
  records: readonly CallRecord[],
): Promise<Map<string, number>> {
  return await appendEntries(writer, records.map((record) => () => record));
}

/**
 * Writes into the chain of the house how far those of some locations are: whoever removes one of
 * them, or its end, would have to forge the house, too. Gives those that are.
 */
export async function sealInHouse(
  writer: Writer,
  locations: readonly string[],
  at: Temporal.Instant,
): Promise<string[]> {
  const last = await Promise.all(locations.map((location) => lastEntry(writer, location)));
  const seals = last.filter((seal) => seal !== undefined);
  await sayInHouse(writer, seals, { method: CHAIN_METHOD, at });
  return seals.map(({ location_id }) => location_id);
}

/** Writes into the chain of the house what it says of others, or of itself. */
export async function sayInHouse(
  writer: Writer,
  seals: readonly Seal[],
  { method, at }: { readonly method: typeof HOUSE_METHODS[number]; readonly at: Temporal.Instant },
): Promise<void> {
  await appendRecords(writer, seals.map((seal) => chainRecord(method, seal, at, publicId())));
}

/**
 * The records that no entry after the last ones written is about.
 *
 * @param written By chain: entries that were written last have no higher number.
 */
export async function notYetThere(
  writer: Writer,
  records: readonly CallRecord[],
  written: ReadonlyMap<string, number>,
): Promise<CallRecord[]> {
  const chains = Map.groupBy(records, chainOf);
  // By then every other writer of entries has ended, even an unconfirmed commit.
  const none = new Map([...chains.keys()].map((chain) => [chain, 0]));
  const firsts = await nextNumbersAt(writer, AUDIT_COUNTER, none);
  const missing: CallRecord[] = [];
  for (const [chain, own] of chains) {
    const after = written.get(chain) ?? (firsts.get(chain) ?? 0) - MOST_SINCE;
    const there = await namesAfter(writer, { chain, after }, own);
    missing.push(...own.filter((record) => !there.has(nameOf(record))));
  }
  return missing;
}

async function namesAfter(
  writer: Writer,
  { chain, after }: { readonly chain: string; readonly after: number },
  records: readonly CallRecord[],
): Promise<ReadonlySet<string>> {
  const there = new Set<string>();
  for (const some of slices(records, IDS_AT_ONCE)) {
    const ids = some.map(({ request_id }) => request_id);
    const entries = await writer.selectFrom("audit_entries").select(["request_id", "outcome"])
      .where("location_id", "=", chain).where("sequence", ">", after)
      .where("request_id", "in", ids).execute();
    for (const entry of entries) there.add(nameOf(entry));
  }
  return there;
}

/** A call whose change was made although its caller was told otherwise has two entries. */
function nameOf({ request_id, outcome }: { request_id: string; outcome: string }): string {
  return `${request_id} ${outcome}`;
}
