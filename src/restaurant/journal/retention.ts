import { readCounter, setCounter } from "../../storage/counters.ts";
import type { Database, Reader, Writer } from "../../storage/database.ts";
import { instantText } from "../../values/clock.ts";

/** For how many days the journal is kept. */
export interface JournalDays {
  /** Answers to requests that may be repeated. */
  readonly keys: number;
  /** Events, for clients that were away. */
  readonly events: number;
}

/** How much was removed. */
export interface Removed {
  readonly keys: number;
  readonly events: number;
}

/** Rows of one transaction: a few milliseconds for which orders wait. */
const AT_ONCE = 500;

/** The counter of the last event that was removed. */
const REMOVED_EVENTS = "events_removed";

/** Removes what is older than it is kept, in small transactions, until the signal aborts. */
export async function removeOld(
  { write }: Pick<Database, "write">,
  days: JournalDays,
  now: Temporal.Instant,
  signal: AbortSignal,
): Promise<Removed> {
  const before = (days: number) => instantText(now.subtract({ hours: 24 * days }));
  const all = async (slice: (writer: Writer) => Promise<number>) => {
    let removed = 0;
    for (let last = AT_ONCE; last === AT_ONCE && !signal.aborted; removed += last) {
      last = await write(slice);
    }
    return removed;
  };
  return {
    keys: await all((writer) => removeKeys(writer, before(days.keys))),
    events: await all((writer) => removeEvents(writer, before(days.events))),
  };
}

/** The number of the last event that is not kept any more; 0 while all are. */
export async function lastRemovedEvent(reader: Reader): Promise<number> {
  return await readCounter(reader, REMOVED_EVENTS);
}

async function removeKeys(writer: Writer, before: string): Promise<number> {
  const old = writer.selectFrom("idempotency_keys").select(["scope", "key"])
    .where("created_at", "<", before).limit(AT_ONCE);
  const { numDeletedRows } = await writer.deleteFrom("idempotency_keys")
    .where(({ eb, refTuple }) => eb(refTuple("scope", "key"), "in", old.$asTuple("scope", "key")))
    .executeTakeFirstOrThrow();
  return Number(numDeletedRows);
}

/** From the first on, so that none is missing between two; the last one stays in any case. */
async function removeEvents(writer: Writer, before: string): Promise<number> {
  const oldest = await writer.selectFrom("events").select(["sequence", "happened_at"])
    .orderBy("sequence").limit(AT_ONCE + 1).execute();
  const kept = oldest.findIndex(({ happened_at }) => happened_at >= before);
  const old = oldest.slice(0, kept === -1 ? oldest.length - 1 : kept).slice(0, AT_ONCE);
  const last = old.at(-1)?.sequence;
  if (last === undefined) return 0;
  await writer.deleteFrom("events").where("sequence", "<=", last).execute();
  await setCounter(writer, REMOVED_EVENTS, last);
  return old.length;
}
