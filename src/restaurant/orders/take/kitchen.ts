import type { Reader } from "../../../storage/database.ts";
import { type KeepingReader, keptWhile } from "../../../storage/kept.ts";
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
const MOST_ORDERS = 200;
/** Fewer than these say nothing. */
const ENOUGH_ORDERS = 10;

/** Portions that the kitchen has yet to make. */
export async function itemsAhead(
  reader: Reader,
  { location_id, now }: Kitchen,
): Promise<number> {
  const { portions } = await reader.selectFrom("kitchen_queue")
    .select(({ fn }) => fn.sum<number | null>("portions").as("portions"))
    .where("location_id", "=", location_id)
    .where("wanted_at", ">=", instantText(now.subtract(FORGOTTEN_AFTER)))
    // Orders for later are made later, and delay nothing now.
    .where("wanted_at", "<", instantText(now.add(SOON)))
    .executeTakeFirstOrThrow();
  return Math.ceil(fromMilli(portions ?? 0));
}

/** An order that was made, and how many portions it had. */
interface MadeOrder {
  readonly from: string;
  readonly to: string;
  readonly quantity: number;
}

/** How long the kitchen took lately for orders of about this many portions, from taken to ready. */
export async function observedPreparation(
  reader: KeepingReader,
  kitchen: Kitchen,
  items: number,
): Promise<Observed | null> {
  const mark = await lastReady(reader, kitchen);
  if (mark === undefined) return null;
  const name = `made at ${kitchen.location_id}`;
  const made = await keptWhile(reader, { name, mark }, () => readMade(reader, kitchen));
  const since = instantText(kitchen.now.subtract(HISTORY));
  const size = sizeOf(items);
  return observed(
    made.filter(({ to, quantity }) => to >= since && sizeOf(fromMilli(quantity)) === size),
  );
}

/** Changes whenever an order becomes ready there; undefined if none ever did. */
async function lastReady(reader: Reader, { location_id }: Kitchen): Promise<string | undefined> {
  const last = await reader.selectFrom("order_progress").select("at")
    .select(({ fn }) => [
      fn.countAll<number>().as("orders"),
      fn.max<string>("order_id").as("order_id"),
    ])
    .where("location_id", "=", location_id).where("status", "=", "ready")
    .groupBy("at").orderBy("at", "desc").limit(1).executeTakeFirst();
  return last === undefined ? undefined : `${last.at} ${last.orders} ${last.order_id}`;
}

async function readMade(reader: Reader, kitchen: Kitchen): Promise<MadeOrder[]> {
  return await reader.selectFrom(newestMade(reader, kitchen).as("made"))
    .innerJoin("order_lines", "order_lines.order_id", "made.order_id")
    .select(["made.from", "made.to"])
    .select(({ fn }) => fn.sum<number>("order_lines.quantity").as("quantity"))
    .groupBy(["made.order_id", "made.to", "made.from"])
    .execute();
}

/** The newest orders that were made, before their lines are read: the cost is that of their number. */
function newestMade(reader: Reader, { location_id, now }: Kitchen) {
  return reader.selectFrom("order_progress as ready")
    .innerJoin("order_progress as received", "received.order_id", "ready.order_id")
    .leftJoin("order_promises", "order_promises.order_id", "ready.order_id")
    .select(["ready.order_id", "received.at as from", "ready.at as to"])
    .where("ready.location_id", "=", location_id)
    .where("ready.status", "=", "ready")
    .where("ready.at", ">=", instantText(now.subtract(HISTORY)))
    .where("received.status", "=", "received")
    // An order for later waits for its guest, not for the kitchen.
    .where("order_promises.requested_at", "is", null)
    .orderBy("ready.at", "desc").orderBy("ready.order_id").limit(MOST_ORDERS);
}

/** How long deliveries took lately, from ready to completed. */
export async function observedDelivery(
  reader: Reader,
  { location_id, now }: Kitchen,
): Promise<Observed | null> {
  const rides = await reader.selectFrom("order_progress as completed")
    .innerJoin("orders", "orders.id", "completed.order_id")
    .innerJoin("order_progress as ready", "ready.order_id", "orders.id")
    .select(["ready.at as from", "completed.at as to"])
    .where("completed.location_id", "=", location_id)
    .where("completed.status", "=", "completed")
    .where("completed.at", ">=", instantText(now.subtract(HISTORY)))
    .where("ready.status", "=", "ready")
    .where("orders.order_type", "=", "delivery")
    .orderBy("completed.at", "desc").orderBy("orders.id").limit(MOST_ORDERS)
    .execute();
  return observed(rides);
}

/** Orders of one size class are made in about the same time: 1, 2, 3, 4 to 6, more. */
function sizeOf(items: number): number {
  if (items <= 3) return Math.ceil(items);
  return items <= 6 ? 4 : 7;
}

function observed(spans: readonly { readonly from: string; readonly to: string }[]) {
  if (spans.length < ENOUGH_ORDERS) return null;
  const minutes = spans.map(({ from, to }) =>
    Temporal.Instant.from(from).until(Temporal.Instant.from(to)).total("minutes")
  ).sort((a, b) => a - b);
  return { minutes: median(minutes), orders: spans.length };
}

/** The median of sorted numbers. */
function median(sorted: readonly number[]): number {
  const upper = sorted[Math.floor(sorted.length / 2)] ?? 0;
  const lower = sorted[Math.floor((sorted.length - 1) / 2)] ?? 0;
  return (lower + upper) / 2;
}
