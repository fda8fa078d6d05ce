import { z } from "zod";
import { beforeCommit, type PreCommit } from "../../storage/before_commit.ts";
import { insertMany, slices } from "../../storage/bulk.ts";
import type { Reader, Writer } from "../../storage/database.ts";
import {
  furthest,
  nextNumbersAt,
  numberAt,
  type Numbers,
  readNumbers,
} from "../../storage/location_counters.ts";
import { prepared } from "../../storage/prepared.ts";
import { HOUSE } from "../../storage/schema/house.ts";
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

/** Something that happened, with its place in the order of its location: 1, 2, 3, without a gap. */
export interface StoredEvent extends Required<NewEvent> {
  /** Events that concern every location are numbered among themselves. */
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
    location_id: event.location_id ?? HOUSE,
    business_date: event.business_date,
    happened_at: at,
    details: JSON.stringify(details),
  }));
  if (rows.length > 0) beforeCommit(writer, OUTBOX).push(...rows);
  return Promise.resolve();
}

/** All writers of a location share its counter. */
const OUTBOX: PreCommit<Unnumbered[]> = { step: "events", begin: () => [], write: writeEvents };

/** The counter of events that each location has. */
const EVENTS = "events";

type Unnumbered = Omit<Row<"events">, "sequence">;

async function writeEvents(
  writer: Writer,
  gathered: readonly (readonly Unnumbered[])[],
): Promise<void> {
  const byLocation = Map.groupBy(gathered.flat(), ({ location_id }) => location_id);
  const counts = new Map(Array.from(byLocation, ([id, events]) => [id, events.length]));
  const firsts = await nextNumbersAt(writer, EVENTS, counts);
  const rows = Array.from(
    byLocation,
    ([id, events]) =>
      events.map((event, index) => ({ sequence: (firsts.get(id) ?? 0) + index, ...event })),
  );
  await insertMany(writer, "events", rows.flat());
}

/** Up to where events have been given out, by location. */
export function lastEvents(reader: Reader): Promise<Numbers> {
  return readNumbers(reader, EVENTS);
}

/** Some events after a position. */
export interface EventPage {
  /** Those of each location in their order; of several locations, the oldest first. */
  readonly events: readonly StoredEvent[];
  /** From where to go on. */
  readonly next: Numbers;
  /** Whether there were no others. */
  readonly isLast: boolean;
}

/** Locations of one query. */
const LOCATIONS_AT_ONCE = 32;

/**
 * The events after a position, at most `limit`.
 *
 * @param known The last numbers, if they were read just now.
 */
export async function readEvents(
  reader: Reader,
  after: Numbers,
  limit: number,
  known?: Numbers,
): Promise<EventPage> {
  const last = known ?? await lastEvents(reader);
  const found: StoredEvent[] = [];
  for (const ids of slices(await locationsWithNews(reader, after, last), LOCATIONS_AT_ONCE)) {
    const numbers = ids.map((id) => numberAt(after, id));
    const rows = await firstEvents(reader, { ids, numbers, most: limit + 1 });
    found.push(...rows.map(toEvent));
    if (found.length > limit) break;
  }
  const events = oldestFirst(found).slice(0, limit);
  const isLast = events.length === found.length;
  return { events, next: passed(isLast ? furthest(after, last) : after, events), isLast };
}

/** A position after some more events. */
export function passed({ base, own }: Numbers, events: readonly StoredEvent[]): Numbers {
  const passed = new Map(own);
  for (const { location_id, sequence } of events) {
    const location = location_id ?? HOUSE;
    passed.set(location, Math.max(sequence, passed.get(location) ?? 0));
  }
  return { base, own: passed };
}

async function locationsWithNews(
  reader: Reader,
  after: Numbers,
  last: Numbers,
): Promise<string[]> {
  // A position of before locations had numbers of their own is behind all of them.
  const all = after.base === last.base
    ? [...last.own.keys()]
    : await locationsWithEvents(reader, last);
  return all.filter((id) => numberAt(last, id) > numberAt(after, id)).sort();
}

/** The house, and every location that may have events. */
export async function locationsWithEvents(reader: Reader, { own }: Numbers): Promise<string[]> {
  const locations = await reader.selectFrom("locations").select("id").execute();
  return [...new Set([HOUSE, ...locations.map(({ id }) => id), ...own.keys()])];
}

/** Where the events of some locations are read on, and how many of each at most. */
type Onwards = {
  readonly ids: readonly string[];
  readonly numbers: readonly number[];
  readonly most: number;
};

/** The next events of each of some locations. */
const firstEvents = prepared((reader, { ids, numbers, most }: Onwards) => {
  const [first, ...others] = ids.map((id, at) =>
    reader.selectFrom(
      reader.selectFrom("events").selectAll()
        .where("location_id", "=", id).where("sequence", ">", numbers[at] ?? 0)
        .orderBy("sequence").limit(most).as("next_events"),
    ).selectAll()
  );
  if (first === undefined) throw new Error("No locations to read events of");
  return others.reduce((all, one) => all.unionAll(one), first);
});

/** Merges the events of several locations by time, without changing the order of any of them. */
function oldestFirst(events: readonly StoredEvent[]): StoredEvent[] {
  const byLocation = Map.groupBy(events, ({ location_id }) => location_id);
  const timed = [...byLocation.values()].flatMap((own) => {
    let time = "";
    return own.sort((a, b) => a.sequence - b.sequence).map((event) => {
      if (event.happened_at > time) time = event.happened_at;
      return { event, time };
    });
  });
  return timed.sort((a, b) => a.time < b.time ? -1 : a.time > b.time ? 1 : 0)
    .map(({ event }) => event);
}

function toEvent({ details, location_id, ...event }: Row<"events">): StoredEvent {
  return {
    ...event,
    location_id: location_id === HOUSE ? null : location_id,
    details: eventDetails.parse(JSON.parse(details)),
  };
}
