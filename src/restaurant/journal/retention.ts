import type { Database, Reader, Writer } from "../../storage/database.ts";
import { type Numbers, readNumbers, setNumberAt } from "../../storage/location_counters.ts";
import { instantText } from "../../values/clock.ts";
import { lastEvents, locationsWithEvents } from "./outbox.ts";

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

/** The counter of the last event of a location that was removed. */
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

/** The last events that are not kept any more, by location; 0 while all are. */
export function lastRemovedEvents(reader: Reader): Promise<Numbers> {
  return readNumbers(reader, REMOVED_EVENTS);
}

async function removeKeys(writer: Writer, before: string): Promise<number> {
  const old = writer.selectFrom("idempotency_keys").select(["scope", "key"])
    .where("created_at", "<", before).limit(AT_ONCE);
  const { numDeletedRows } = await writer.deleteFrom("idempotency_keys")
    .where(({ eb, refTuple }) => eb(refTuple("scope", "key"), "in", old.$asTuple("scope", "key")))
    .executeTakeFirstOrThrow();
  return Number(numDeletedRows);
}

/** At one location after the other, until there are enough for one transaction. */
async function removeEvents(writer: Writer, before: string): Promise<number> {
  let removed = 0;
  for (const id of await locationsWithEvents(writer, await lastEvents(writer))) {
    if (removed === AT_ONCE) break;
    removed += await removeEventsOf(writer, id, { before, most: AT_ONCE - removed });
  }
  return removed;
}

/** From the first on, so that none is missing between two. */
async function removeEventsOf(
  writer: Writer,
  location_id: string,
  { before, most }: { readonly before: string; readonly most: number },
): Promise<number> {
  const oldest = await writer.selectFrom("events").select(["sequence", "happened_at"])
    .where("location_id", "=", location_id).orderBy("sequence").limit(most).execute();
  const kept = oldest.findIndex(({ happened_at }) => happened_at >= before);
  const old = kept === -1 ? oldest : oldest.slice(0, kept);
  const last = old.at(-1)?.sequence;
  if (last === undefined) return 0;
  await writer.deleteFrom("events")
    .where("location_id", "=", location_id).where("sequence", "<=", last).execute();
  await setNumberAt(writer, REMOVED_EVENTS, location_id, last);
  return old.length;
}
