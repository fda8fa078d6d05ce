import { recordEvents } from "../journal/outbox.ts";
import type { Writer } from "../../storage/database.ts";
import { availabilityEvent, readAvailability, type Restriction } from "./availability.ts";

/** Whole portions of an item. */
export interface Portions {
  readonly menu_item_id: string;
  readonly count: number;
}

/** An item with fewer portions than were ordered; 0 if it is out of stock. */
export interface ShortItem {
  readonly menu_item_id: string;
  readonly remaining: number;
}

/**
 * Takes portions of limited items and returns those with too few; an empty list means that
 * everything was taken. Items in stock have no count, so nothing is taken of them. An item whose
 * last portion is taken stays limited, with 0 remaining, and an event is recorded.
 *
 * If the list is not empty the caller must throw, so that its transaction is rolled back. Usually
 * nothing was taken, because all items are checked first; but another transaction can come in
 * between.
 *
 * @param at UTC instant of the taking.
 */
export async function takeRemaining(
  writer: Writer,
  locationId: string,
  wanted: readonly Portions[],
  at: string,
): Promise<ShortItem[]> {
  const portions = addedUp(wanted);
  const ids = portions.map(({ menu_item_id }) => menu_item_id);
  const restricted = await readAvailability(writer, locationId, ids);
  const short = shortItems(restricted, portions);
  if (short.length > 0) return short;
  const missed: Portions[] = [];
  for (const { menu_item_id, count } of portions) {
    if (!restricted.has(menu_item_id)) continue;
    const left = await move(writer, locationId, { menu_item_id, count: -count });
    if (left === undefined) missed.push({ menu_item_id, count });
    if (left === 0) await tell(writer, locationId, { menu_item_id, remaining: left }, at);
  }
  // Another transaction changed these: read again.
  return missed.length === 0 ? [] : await takeRemaining(writer, locationId, missed, at);
}

/**
 * Returns portions, for an order that will not be made. Only items that are limited now have a
 * count to return them to. If there was nothing left, an event says that there is again.
 *
 * @param at UTC instant of the return.
 */
export async function returnRemaining(
  writer: Writer,
  locationId: string,
  returned: readonly Portions[],
  at: string,
): Promise<void> {
  for (const { menu_item_id, count } of addedUp(returned)) {
    const remaining = await move(writer, locationId, { menu_item_id, count });
    if (remaining !== undefined && remaining === count) {
      await tell(writer, locationId, { menu_item_id, remaining }, at);
    }
  }
}

/** The wanted items that a location has too few of. */
function shortItems(
  restricted: ReadonlyMap<string, Restriction>,
  wanted: readonly Portions[],
): ShortItem[] {
  return wanted.flatMap(({ menu_item_id, count }) => {
    const restriction = restricted.get(menu_item_id);
    if (restriction === undefined) return [];
    const remaining = restriction.remaining ?? 0;
    return restriction.state === "limited" && remaining >= count
      ? []
      : [{ menu_item_id, remaining }];
  });
}

/**
 * Adds to the remaining portions of a limited item; undefined if it is not limited or would go
 * below 0.
 */
async function move(
  writer: Writer,
  locationId: string,
  { menu_item_id, count }: Portions,
): Promise<number | undefined> {
  const row = await writer.updateTable("item_availability")
    .set(({ eb }) => ({ remaining: eb("remaining", "+", count) }))
    .where("location_id", "=", locationId).where("menu_item_id", "=", menu_item_id)
    .where("state", "=", "limited").where("remaining", ">=", -count)
    .returning("remaining").executeTakeFirst();
  return row?.remaining ?? undefined;
}

async function tell(
  writer: Writer,
  location_id: string,
  { menu_item_id, remaining }: ShortItem,
  at: string,
): Promise<void> {
  const left = { location_id, state: "limited" as const, remaining };
  await recordEvents(writer, [availabilityEvent(menu_item_id, left)], at);
}

/** One entry for each item, always in the same order: two transactions cannot wait for each other. */
function addedUp(portions: readonly Portions[]): Portions[] {
  const counts = new Map<string, number>();
  for (const { menu_item_id, count } of portions) {
    counts.set(menu_item_id, (counts.get(menu_item_id) ?? 0) + count);
  }
  return [...counts].map(([menu_item_id, count]) => ({ menu_item_id, count }))
    .sort((a, b) => a.menu_item_id < b.menu_item_id ? -1 : 1);
}
