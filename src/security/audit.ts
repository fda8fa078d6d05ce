import { beforeCommit, type PreCommit } from "../storage/before_commit.ts";
import { IDS_AT_ONCE, insertMany, slices } from "../storage/bulk.ts";
import type { Database, Writer } from "../storage/database.ts";
import { nextNumbersAt } from "../storage/location_counters.ts";
import { HOUSE } from "../storage/schema/house.ts";
import { isBusy } from "../storage/user_error.ts";
import { type Clock, systemClock } from "../values/clock.ts";
import { BEGINNING, chainOf, sealedEntries } from "./audit_chain.ts";
import { AUDIT_COUNTER, chainRecords, lastEntry } from "./audit_chains.ts";
import type { CallRecord } from "./call_record.ts";

/** The permanent record of calls; disposing writes what is pending. */
export interface Audit extends AsyncDisposable {
  /**
   * Writes a call down in the transaction that makes its change: both are there, or neither.
   *
   * @param record Asked for when all that the call wrote has been answered.
   */
  append(writer: Writer, record: () => CallRecord): Promise<void>;
  /** Writes a call down soon, together with others. */
  note(record: CallRecord): void;
  /** Writes what is waiting, now. */
  flush(): Promise<void>;
  /** How many entries wait. */
  readonly waiting: number;
  /** Whether writing pending entries failed the last time; that others were writing is no failure. */
  readonly isFailing: boolean;
}

/** How the audit writes. */
export interface AuditOptions {
  /** Milliseconds that an entry waits at most. */
  readonly flushMs: number;
  /** Milliseconds until the house says how far chains of locations are that grew; an hour if absent. */
  readonly chainMs?: number;
  /** The time of what the house says. */
  readonly clock?: Clock;
  onError(error: unknown): void;
}

/** As many at once are written without waiting, in a few milliseconds that no call notices. */
const MANY = 1000;

/** More are not kept while the database cannot take them. */
const MOST_WAITING = 100_000;

/** More entries were not written by others since an attempt that failed. */
const MOST_SINCE = 100_000;

/** Starts the audit of a database. No timer runs while nothing waits and no chain has grown. */
export function startAudit(
  { write }: Pick<Database, "write">,
  { flushMs, chainMs = 3_600_000, clock = systemClock, onError }: AuditOptions,
): Audit {
  let waiting: CallRecord[] = [];
  let timer: ReturnType<typeof setTimeout> | undefined;
  let flushing: Promise<void> = Promise.resolve();
  let isFailing = false;
  /** By chain: entries that this process wrote last have no higher number. */
  const written = new Map<string, number>();
  /** Chains of locations that grew since the house said how far they are. */
  const grown = new Set<string>();
  let chainTimer: ReturnType<typeof setTimeout> | undefined;

  /** One after the other: entries stay in order, and none is written twice. */
  function flush(): Promise<void> {
    clearTimeout(timer);
    timer = undefined;
    flushing = flushing.then(writeWaiting);
    return flushing;
  }

  async function writeWaiting(): Promise<void> {
    const records = waiting;
    if (records.length === 0) return;
    waiting = [];
    try {
      const last = await write(async (writer) => {
        // A commit that reports a failure may have succeeded, with only its confirmation lost.
        const missing = isFailing ? await notYetThere(writer, records, written) : records;
        return await appendEntries(writer, missing.map((record) => () => record));
      });
      for (const [chain, sequence] of last) written.set(chain, sequence);
      grew(records.map(chainOf));
      isFailing = false;
    } catch (error) {
      // Kept for the next attempt, before those that were added since.
      waiting = [...records, ...waiting];
      schedule();
      if (isBusy(error)) return;
      isFailing = true;
      onError(error);
    }
  }

  function schedule(): void {
    timer ??= setTimeout(() => void flush(), flushMs);
  }

  /** The chain of the house seals itself. */
  function grew(chains: readonly string[]): void {
    for (const chain of chains) if (chain !== HOUSE) grown.add(chain);
    if (grown.size > 0) chainTimer ??= setTimeout(() => void sealChains(), chainMs);
  }

  /** Not in the transactions in which they grow: those would wait for the house. */
  function sealChains(): Promise<void> {
    clearTimeout(chainTimer);
    chainTimer = undefined;
    flushing = flushing.then(writeChains);
    return flushing;
  }

  async function writeChains(): Promise<void> {
    const chains = [...grown];
    if (chains.length === 0) return;
    grown.clear();
    try {
      const sealed = await write((writer) => sealInHouse(writer, chains, clock()));
      // The first entry of a chain may not be committed yet.
      grew(chains.filter((chain) => !sealed.includes(chain)));
    } catch (error) {
      grew(chains);
      if (!isBusy(error)) onError(error);
    }
  }

  return {
    append(writer, record) {
      beforeCommit(writer, ENTRIES).push(() => {
        const written = record();
        grew([chainOf(written)]);
        return written;
      });
      return Promise.resolve();
    },
    note(record) {
      if (waiting.length >= MOST_WAITING) {
        return onError(new Error("The audit cannot be written: an entry is lost"));
      }
      waiting.push(record);
      if (waiting.length % MANY === 0) void flush();
      else schedule();
    },
    flush,
    get waiting() {
      return waiting.length;
    },
    get isFailing() {
      return isFailing;
    },
    async [Symbol.asyncDispose]() {
      await flush();
      await sealChains();
      clearTimeout(timer);
      clearTimeout(chainTimer);
      if (waiting.length > 0) onError(new Error(`${waiting.length} audit entries are lost`));
    },
  };
}

/** All writers of a location share its counter. */
const ENTRIES: PreCommit<(() => CallRecord)[]> = {
  step: "audit",
  begin: () => [],
  write: async (writer, gathered) => void await appendEntries(writer, gathered.flat()),
};

/** Writes into the chain of the house how far those of some locations are; gives those that are. */
export async function sealInHouse(
  writer: Writer,
  locations: readonly string[],
  at: Temporal.Instant,
): Promise<string[]> {
  const records = await chainRecords(writer, locations, at);
  await appendRecords(writer, records);
  return records.map(({ target }) => target);
}

/** Writes entries into their chains at once, in a transaction that is not about a call. */
export async function appendRecords(
  writer: Writer,
  records: readonly CallRecord[],
): Promise<void> {
  await appendEntries(writer, records.map((record) => () => record));
}

/**
 * Gives the number of the last entry of each chain. Numbers come from a counter row, which also makes
 * writers of a chain wait for each other; so its last entry is there when its hash is read.
 */
async function appendEntries(
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

/** The records that no entry after the last ones written is about. */
async function notYetThere(
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
