import { beforeCommit, type PreCommit } from "../storage/before_commit.ts";
import { IDS_AT_ONCE, insertMany, slices } from "../storage/bulk.ts";
import { nextNumbers } from "../storage/counters.ts";
import type { Database, Writer } from "../storage/database.ts";
import { isBusy } from "../storage/user_error.ts";
import { BEGINNING, sealedEntries } from "./audit_chain.ts";
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
  onError(error: unknown): void;
}

/** The name of the counter that numbers the entries. */
export const AUDIT_COUNTER = "audit_entries";

/** As many at once are written without waiting, in a few milliseconds that no call notices. */
const MANY = 1000;

/** More are not kept while the database cannot take them. */
const MOST_WAITING = 100_000;

/** Starts the audit of a database. No timer runs while nothing waits. */
export function startAudit(
  { write }: Pick<Database, "write">,
  { flushMs, onError }: AuditOptions,
): Audit {
  let waiting: CallRecord[] = [];
  let timer: ReturnType<typeof setTimeout> | undefined;
  let flushing: Promise<void> = Promise.resolve();
  let isFailing = false;
  /** Entries that this process wrote last have no higher number. */
  let written = 0;

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
      written = await write(async (writer) => {
        // A commit that reports a failure may have succeeded, with only its confirmation lost.
        const missing = isFailing ? await notYetThere(writer, records, written) : records;
        return await appendEntries(writer, missing.map((record) => () => record));
      });
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

  return {
    append(writer, record) {
      beforeCommit(writer, ENTRIES).push(record);
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
      clearTimeout(timer);
      if (waiting.length > 0) onError(new Error(`${waiting.length} audit entries are lost`));
    },
  };
}

/** All writers share the counter. */
const ENTRIES: PreCommit<(() => CallRecord)[]> = {
  step: "audit",
  begin: () => [],
  write: async (writer, gathered) => void await appendEntries(writer, gathered.flat()),
};

/**
 * Gives the number of the last entry. Numbers come from a counter row, which also makes writers wait
 * for each other; so the last entry is there when its hash is read.
 */
async function appendEntries(
  writer: Writer,
  records: readonly (() => CallRecord)[],
): Promise<number> {
  const [first, last] = await Promise.all([
    nextNumbers(writer, AUDIT_COUNTER, records.length),
    writer.selectFrom("audit_entries").select(["sequence", "hash"])
      .orderBy("sequence", "desc").limit(1).executeTakeFirst(),
  ]);
  const previous = last?.sequence === first - 1 ? last.hash : BEGINNING;
  const entries = sealedEntries(records.map((record) => record()), first, previous);
  await insertMany(writer, "audit_entries", entries);
  return first + records.length - 1;
}

/** The records that no entry after a number is about. */
async function notYetThere(
  writer: Writer,
  records: readonly CallRecord[],
  after: number,
): Promise<CallRecord[]> {
  // By then every other writer of entries has ended, even an unconfirmed commit.
  await nextNumbers(writer, AUDIT_COUNTER, 0);
  const there = new Set<string>();
  for (const some of slices(records, IDS_AT_ONCE)) {
    const ids = some.map(({ request_id }) => request_id);
    const entries = await writer.selectFrom("audit_entries").select(["request_id", "outcome"])
      .where("sequence", ">", after).where("request_id", "in", ids).execute();
    for (const entry of entries) there.add(nameOf(entry));
  }
  return records.filter((record) => !there.has(nameOf(record)));
}

/** A call whose change was made although its caller was told otherwise has two entries. */
function nameOf({ request_id, outcome }: { request_id: string; outcome: string }): string {
  return `${request_id} ${outcome}`;
}
