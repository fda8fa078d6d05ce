import { IDS_AT_ONCE, slices } from "../storage/bulk.ts";
import type { Reader, Writer } from "../storage/database.ts";
import type { RestrictedAvailability, Row } from "../storage/schema.ts";

/** What a location can say of an item. */
export const AVAILABILITIES = ["in_stock", "limited", "out_of_stock"] as const;

/** One of `AVAILABILITIES`. */
export type Availability = typeof AVAILABILITIES[number];

/** An item that a location does not simply have. */
export interface Restriction {
  readonly state: RestrictedAvailability;
  /** How many can still be sold; null for an item that is out of stock. */
  readonly remaining: number | null;
}

/** Whole portions of an item. */
export interface Portions {
  readonly menu_item_id: string;
  readonly count: number;
}

/** An item of which there are fewer portions than were wanted; 0 where it is out of stock. */
export interface ShortItem {
  readonly menu_item_id: string;
  readonly remaining: number;
}

/**
 * The items that are limited or out of stock at a location, by item id. An item without an entry
 * is in stock. Without `itemIds`: of the whole menu.
 */
export async function readAvailability(
  reader: Reader,
  locationId: string,
  itemIds?: readonly string[],
): Promise<Map<string, Restriction>> {
  const query = reader.selectFrom("item_availability").selectAll()
    .where("location_id", "=", locationId);
  if (itemIds === undefined) return byItem(await query.execute());
  const rows: Row<"item_availability">[] = [];
  for (const ids of slices(itemIds, IDS_AT_ONCE)) {
    rows.push(...await query.where("menu_item_id", "in", ids).execute());
  }
  return byItem(rows);
}

/**
 * Takes portions of limited items and gives those of which there are too few; an empty list means
 * that everything was taken. Items in stock have no count, so nothing is taken of them. An item
 * whose last portion goes stays limited, with 0 remaining.
 *
 * Where the list is not empty the caller must throw, so that its transaction takes back whatever
 * was taken. Usually that is nothing, as all items are looked at first; but another transaction
 * can come in between.
 */
export async function takeRemaining(
  writer: Writer,
  locationId: string,
  wanted: readonly Portions[],
): Promise<ShortItem[]> {
  const portions = addedUp(wanted);
  const ids = portions.map(({ menu_item_id }) => menu_item_id);
  const restricted = await readAvailability(writer, locationId, ids);
  const short = shortItems(restricted, portions);
  if (short.length > 0) return short;
  const missed: Portions[] = [];
  for (const some of portions) {
    if (restricted.has(some.menu_item_id) && !await take(writer, locationId, some)) {
      missed.push(some);
    }
  }
  // Somebody else changed these in between: look again.
  return missed.length === 0 ? [] : await takeRemaining(writer, locationId, missed);
}

/**
 * Gives portions back, for an order that will not be made. Only items that are limited now have a
 * count to which they can go back.
 */
export async function returnRemaining(
  writer: Writer,
  locationId: string,
  returned: readonly Portions[],
): Promise<void> {
  for (const { menu_item_id, count } of addedUp(returned)) {
    await writer.updateTable("item_availability")
      .set(({ eb }) => ({ remaining: eb("remaining", "+", count) }))
      .where("location_id", "=", locationId).where("menu_item_id", "=", menu_item_id)
      .where("state", "=", "limited").execute();
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

async function take(
  writer: Writer,
  locationId: string,
  { menu_item_id, count }: Portions,
): Promise<boolean> {
  const { numUpdatedRows } = await writer.updateTable("item_availability")
    .set(({ eb }) => ({ remaining: eb("remaining", "-", count) }))
    .where("location_id", "=", locationId).where("menu_item_id", "=", menu_item_id)
    .where("state", "=", "limited").where("remaining", ">=", count)
    .executeTakeFirstOrThrow();
  return numUpdatedRows === 1n;
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

function byItem(rows: readonly Row<"item_availability">[]): Map<string, Restriction> {
  return new Map(
    rows.map(({ menu_item_id, state, remaining }) => [menu_item_id, { state, remaining }]),
  );
}
