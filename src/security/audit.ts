import { beforeCommit, type PreCommit } from "../storage/before_commit.ts";
import type { Database, Writer } from "../storage/database.ts";
import { HOUSE } from "../storage/schema/house.ts";
import { isBusy } from "../storage/user_error.ts";
import { type Clock, systemClock } from "../values/clock.ts";
import { appendEntries, appendRecords, notYetThere, sealInHouse } from "./append_audit.ts";
import { chainOf } from "./audit_chain.ts";
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
        return await appendRecords(writer, missing);
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
