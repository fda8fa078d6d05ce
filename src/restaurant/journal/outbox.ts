import { z } from "zod";
import { beforeCommit, type PreCommit } from "../../storage/before_commit.ts";
import { insertMany } from "../../storage/bulk.ts";
import { nextNumbers } from "../../storage/counters.ts";
import type { Reader, Writer } from "../../storage/database.ts";
import type { Row } from "../../storage/schema/schema.ts";
import type { EventKind } from "../../storage/schema/tables/journal.ts";
import type { DateText } from "../../values/business_day.ts";

const eventDetails = z.record(
  z.string(),
  z.union([z.string(), z.number(), z.boolean(), z.null()]),
).readonly();

/** An event, as its writer records it. */
export interface NewEvent {
  readonly kind: EventKind;
  /** The order, menu item or ingredient that it happened to; of sales the location. */
  readonly subject_id: string;
  /** Where; null for what concerns every location. */
  readonly location_id: string | null;
  /** The business date of the order or the sales; null for anything else. */
  readonly business_date: DateText | null;
  /** Further facts for listeners, as plain JSON; never a customer's text. */
  readonly details?: z.output<typeof eventDetails>;
}

/** Something that happened, with its place in the order of all events: 1, 2, 3, without a gap. */
export interface StoredEvent extends Required<NewEvent> {
  readonly sequence: number;
  /** UTC instant. */
  readonly happened_at: string;
}

/**
 * Records events in the transaction that makes them true. They are published after its commit.
 * Their numbers are assigned just before it, when no other transaction can assign any.
 */
export function recordEvents(
  writer: Writer,
  events: readonly NewEvent[],
  at: string,
): Promise<void> {
  const rows = events.map(({ details = {}, ...event }) => ({
    kind: event.kind,
    subject_id: event.subject_id,
    location_id: event.location_id,
    business_date: event.business_date,
    happened_at: at,
    details: JSON.stringify(details),
  }));
  if (rows.length > 0) beforeCommit(writer, OUTBOX).push(...rows);
  return Promise.resolve();
}

/** All writers share the counter. */
const OUTBOX: PreCommit<Unnumbered[]> = { step: "events", begin: () => [], write: writeEvents };

type Unnumbered = Omit<Row<"events">, "sequence">;

async function writeEvents(
  writer: Writer,
  gathered: readonly (readonly Unnumbered[])[],
): Promise<void> {
  const events = gathered.flat();
  const first = await nextNumbers(writer, "events", events.length);
  const rows = events.map((event, index) => ({ sequence: first + index, ...event }));
  await insertMany(writer, "events", rows);
}

/** The events after a sequence number, oldest first, at most `limit`. */
export async function readEvents(
  reader: Reader,
  after: number,
  limit: number,
): Promise<StoredEvent[]> {
  const rows = await reader.selectFrom("events").selectAll()
    .where("sequence", ">", after).orderBy("sequence").limit(limit).execute();
  return rows.map(toEvent);
}

/** The number of the last event; 0 if there is none. */
export async function lastSequence(reader: Reader): Promise<number> {
  const row = await reader.selectFrom("events")
    .select(({ fn }) => fn.max<number | null>("sequence").as("last")).executeTakeFirstOrThrow();
  return row.last ?? 0;
}

function toEvent({ details, ...event }: Row<"events">): StoredEvent {
  return { ...event, details: eventDetails.parse(JSON.parse(details)) };
}
