import { markChanged, readCounter } from "../../../storage/counters.ts";
import type { Reader, Writer } from "../../../storage/database.ts";
import { type KeepingReader, keptWhile } from "../../../storage/kept.ts";
import { prepared } from "../../../storage/prepared.ts";
import { instantText } from "../../../values/clock.ts";
import { fromMilli } from "../../../values/money.ts";
import type { Observed } from "./estimate.ts";

/** One kitchen. */
export interface Kitchen {
  readonly location_id: string;
  readonly now: Temporal.Instant;
}

/** An order due longer ago than this was forgotten: the kitchen is not making it. */
const FORGOTTEN_AFTER = { hours: 4 } as const;
/** An order that is wanted within this time is in the kitchen now. */
const SOON = { hours: 1 } as const;
/** How far back orders are used to estimate times. */
const HISTORY = { hours: 60 * 24 } as const;
/** The clocks of several servers differ by less. */
const SKEW = { minutes: 10 } as const;
const MOST_ORDERS = 200;
/** Fewer than these say nothing. */
const ENOUGH_ORDERS = 10;

/** Portions that the kitchen has yet to make. */
export async function itemsAhead(
  reader: Reader,
  { location_id, now }: Kitchen,
): Promise<number> {
  const [queue] = await portionsAhead(reader, {
    location_id,
    from: instantText(now.subtract(FORGOTTEN_AFTER)),
    // Orders for later are made later, and delay nothing now.
    before: instantText(now.add(SOON)),
  });
  return Math.ceil(fromMilli(queue?.portions ?? 0));
}

const portionsAhead = prepared(
  (reader, { location_id, from, before }: { location_id: string; from: string; before: string }) =>
    reader.selectFrom("kitchen_queue")
      .select(({ fn }) => fn.sum<number | null>("portions").as("portions"))
      .where("location_id", "=", location_id)
      .where("wanted_at", ">=", from).where("wanted_at", "<", before),
);

/** How long an order took, when that was over, and how large it was. */
interface Span {
  readonly order_id: string;
  readonly minutes: number;
  readonly to: string;
  /** Class of its size; 0 where the size does not matter. */
  readonly size: number;
}

/** How long the kitchen took lately for orders of about this many portions, from taken to ready. */
export async function observedPreparation(
  reader: KeepingReader,
  kitchen: Kitchen,
  items: number,
): Promise<Observed | null> {
  const spans = await keptSpans(reader, kitchen, "made", readMade);
  return observed(spans, kitchen, sizeOf(items));
}

/** How long deliveries took lately, from ready to completed. */
export async function observedDelivery(
  reader: KeepingReader,
  kitchen: Kitchen,
): Promise<Observed | null> {
  return observed(await keptSpans(reader, kitchen, "rides", readRides), kitchen, 0);
}

/** The newest spans, the shortest first. When others have ended, only those are read. */
async function keptSpans(
  reader: KeepingReader,
  { location_id, now }: Kitchen,
  kind: "made" | "rides",
  read: (reader: Reader, ended: Ended) => Promise<Span[]>,
): Promise<readonly Span[]> {
  const mark = String(await readCounter(reader, paceOf(location_id)));
  return await keptWhile<readonly Span[]>(
    reader,
    { name: `${kind} at ${location_id}`, mark },
    async (known = []) => {
      const since = sinceWhen(known, now);
      const older = known.filter(({ to }) => to < since);
      return newest([...older, ...await read(reader, { location_id, since })]);
    },
  );
}

/** From when on there may be others than those that are known. */
function sinceWhen(known: readonly Span[], now: Temporal.Instant): string {
  const begin = instantText(now.subtract(HISTORY));
  const latest = known.reduce((latest, { to }) => to > latest ? to : latest, begin);
  return latest === begin ? begin : instantText(Temporal.Instant.from(latest).subtract(SKEW));
}

/** What ended at a location. */
interface Ended {
  readonly location_id: string;
  /** UTC instant. */
  readonly since: string;
}

/** As many as count, the shortest first. */
function newest(spans: readonly Span[]): Span[] {
  return spans
    .toSorted((a, b) => a.to === b.to ? (a.order_id < b.order_id ? -1 : 1) : a.to > b.to ? -1 : 1)
    .slice(0, MOST_ORDERS)
    .sort((a, b) => a.minutes - b.minutes);
}

/** Notes that a location made or delivered an order: from now on its times count. */
export async function notePace(writer: Writer, location_id: string): Promise<void> {
  await markChanged(writer, paceOf(location_id));
}

function paceOf(location_id: string): string {
  return `kitchen_pace:${location_id}`;
}

async function readMade(reader: Reader, ended: Ended): Promise<Span[]> {
  const made = await reader.selectFrom(newestMade(reader, ended).as("made"))
    .innerJoin("order_lines", (join) =>
      join.onRef("order_lines.order_id", "=", "made.order_id")
        .onRef("order_lines.location_id", "=", "made.location_id"))
    .select(["made.order_id", "made.from", "made.to"])
    .select(({ fn }) => fn.sum<number>("order_lines.quantity").as("quantity"))
    .groupBy(["made.order_id", "made.to", "made.from"])
    .execute();
  return made.map((order) => spanOf(order, sizeOf(fromMilli(order.quantity))));
}

/** The newest orders that were made, before their lines are read: the cost is that of their number. */
function newestMade(reader: Reader, { location_id, since }: Ended) {
  return reader.selectFrom("order_progress as ready")
    .innerJoin("order_progress as received", "received.order_id", "ready.order_id")
    .leftJoin(
      "order_promises",
      (join) =>
        join.onRef("order_promises.order_id", "=", "ready.order_id")
          .onRef("order_promises.location_id", "=", "ready.location_id"),
    )
    .select(["ready.order_id", "ready.location_id", "received.at as from", "ready.at as to"])
    .where("ready.location_id", "=", location_id)
    .where("ready.status", "=", "ready")
    .where("ready.at", ">=", since)
    .where("received.status", "=", "received")
    // An order for later waits for its guest, not for the kitchen.
    .where("order_promises.requested_at", "is", null)
    .orderBy("ready.at", "desc").orderBy("ready.order_id").limit(MOST_ORDERS);
}

async function readRides(reader: Reader, { location_id, since }: Ended): Promise<Span[]> {
  const rides = await reader.selectFrom("order_progress as completed")
    .innerJoin("orders", (join) =>
      join.onRef("orders.id", "=", "completed.order_id")
        .onRef("orders.location_id", "=", "completed.location_id"))
    .innerJoin("order_progress as ready", "ready.order_id", "orders.id")
    .select(["orders.id as order_id", "ready.at as from", "completed.at as to"])
    .where("completed.location_id", "=", location_id)
    .where("completed.status", "=", "completed")
    .where("completed.at", ">=", since)
    .where("ready.status", "=", "ready")
    .where("orders.order_type", "=", "delivery")
    .orderBy("completed.at", "desc").orderBy("orders.id").limit(MOST_ORDERS)
    .execute();
  return rides.map((ride) => spanOf(ride, 0));
}

function spanOf(
  { order_id, from, to }: { readonly order_id: string; readonly from: string; readonly to: string },
  size: number,
): Span {
  return { order_id, minutes: (Date.parse(to) - Date.parse(from)) / 60_000, to, size };
}

/** Orders of one size class are made in about the same time: 1, 2, 3, 4 to 6, more. */
function sizeOf(items: number): number {
  if (items <= 3) return Math.ceil(items);
  return items <= 6 ? 4 : 7;
}

/** The median of those that are not too old; they are sorted. */
function observed(spans: readonly Span[], { now }: Kitchen, size: number): Observed | null {
  const since = instantText(now.subtract(HISTORY));
  const own = spans.filter((span) => span.size === size && span.to >= since);
  if (own.length < ENOUGH_ORDERS) return null;
  const upper = own[Math.floor(own.length / 2)]?.minutes ?? 0;
  const lower = own[Math.floor((own.length - 1) / 2)]?.minutes ?? 0;
  return { minutes: (lower + upper) / 2, orders: own.length };
}
