import type { Change } from "../../../restaurant/orders/model/change.ts";
import { IDS_AT_ONCE, slices } from "../../../storage/bulk.ts";
import type { Reader } from "../../../storage/database.ts";
import { freshIdsWithin } from "../../../storage/ids.ts";
import { RestaurantError } from "../../../values/errors.ts";
import { storableText } from "../../cells/private_text.ts";
import type { SalesRow } from "../rows/sales_row.ts";
import { formatDecimal } from "../../../values/money.ts";
import type { IdRange } from "../../../values/public_id.ts";
import type { ItemRow, Merged, MergeOutcome } from "./merge_order.ts";
import type { StoredIds } from "./stored_ids.ts";

/** Orders or refunds, as merging sees them. */
export interface Mergeable<Thing> {
  readonly table: "orders" | "refunds";
  readonly stored: StoredIds;
  /** Distinguishes things with the same id, if an id can recur; else empty. */
  markOfRow(row: SalesRow): string;
  markOf(thing: Thing): string;
  /** UTC instant at which it happened. */
  instantOf(thing: Thing): string;
  read(reader: Reader, ids: readonly string[]): Promise<Thing[]>;
  create(row: SalesRow, own: Pick<Identified, "id" | "external_id">): Thing;
  merge(thing: Thing, rows: readonly ItemRow[]): Merged<Thing>;
  /** Called with rows that are merged for good. */
  accept(before: Thing, rows: readonly ItemRow[], merged: Merged<Thing>): void;
  /**
   * Ids of things whose rows wait, because others see them already: they change when the import ends.
   */
  readonly waiting: Set<string>;
}

/** What every order and refund has. */
export interface Identified {
  readonly id: string;
  readonly lines: readonly unknown[];
  readonly location_id: string;
  readonly source: string;
  readonly external_id: string | null;
}

/** Things after rows were merged into them. */
export interface MergeResult<Thing> {
  readonly changes: readonly Change<Thing>[];
  /** Things that are unchanged, except for claims on their lines. */
  readonly unchanged: readonly Change<Thing>[];
  readonly outcomes: readonly (readonly [SalesRow, MergeOutcome])[];
  /** Rows that wait. */
  readonly waiting: readonly ItemRow[];
}

/**
 * Merges rows into the stored orders or refunds that they belong to, or into new ones.
 *
 * @param hides Whether what others see already must not change yet.
 * @param range The ids that new ones may get.
 */
export async function mergeStored<Thing extends Identified>(
  kind: Mergeable<Thing>,
  reader: Reader,
  rows: readonly ItemRow[],
  { hides, range }: { readonly hides: boolean; readonly range: IdRange },
): Promise<MergeResult<Thing>> {
  const groups = groupRows(kind, rows);
  const stored = await readStored(kind, reader, groups);
  const found = groups.map((group) => findStored(stored, group, kind));
  const unknown = found.filter((thing) => thing === undefined);
  // The same file again brings nothing new, and needs no ids.
  const ids = (await freshIdsWithin(reader, kind.table, unknown.length, range)).values();
  const changes: Change<Thing>[] = [];
  const unchanged: Change<Thing>[] = [];
  const outcomes: (readonly [SalesRow, MergeOutcome])[] = [];
  const waiting: ItemRow[] = [];
  const mustWait = hides ? await shownAmong(reader, kind.table, thingsIn(stored)) : new Set();
  for (const [at, group] of groups.entries()) {
    const known = found[at] ?? findCreated(stored, group, kind);
    const before = known ?? createThing(stored, group, kind, ids.next().value ?? "");
    const isShown = mustWait.has(before.id);
    const merged = isShown && kind.waiting.has(before.id)
      ? undefined
      : kind.merge(before, group.rows);
    if (merged === undefined || isShown && merged.changed) {
      kind.waiting.add(before.id);
      for (const row of group.rows) waiting.push({ ...row, mark: group.mark });
      continue;
    }
    kind.accept(before, group.rows, merged);
    if (merged.after.lines.length > MOST_LINES) throw tooManyLines(group);
    (merged.changed ? changes : unchanged).push({ before: known ?? null, after: merged.after });
    merged.outcomes.forEach((outcome, index) => {
      const row = group.rows[index]?.row;
      if (row !== undefined) outcomes.push([row, outcome]);
    });
  }
  return { changes, unchanged, outcomes, waiting };
}

/** Ids of things that are not hidden, because they were there before the import. */
async function shownAmong(
  reader: Reader,
  table: "orders" | "refunds",
  things: readonly Identified[],
): Promise<ReadonlySet<string>> {
  const ids = things.map(({ id }) => id);
  const hidden = new Set<string>();
  for (const some of slices(ids, IDS_AT_ONCE)) {
    const rows = await reader.selectFrom("unpublished_rows").select("id")
      .where("table_name", "=", table).where("id", "in", some).execute();
    for (const { id } of rows) hidden.add(id);
  }
  return new Set(ids.filter((id) => !hidden.has(id)));
}

/** No guest orders so much: the ids are those of something else, such as of the place. */
const MOST_LINES = 10_000;

function tooManyLines({ head: { order_id } }: Group): RestaurantError {
  return new RestaurantError(
    "INVALID_INPUT",
    `More than ${formatDecimal(MOST_LINES, 0)} rows have the order id ` +
      `'${storableText(order_id, 40)}', so the column of order ids holds something else.`,
    { hint: "Map the column to order_id that has one value for each order." },
  );
}

/** Rows of one order or refund. */
interface Group {
  readonly head: SalesRow;
  readonly mark: string;
  readonly rows: ItemRow[];
  /** The first thing with an id is stored under it; another one with the same id adds its mark. */
  readonly externalIds: readonly string[];
}

/** Things by location and external id. Nested, because to join the two took longer than to look. */
type Stored<Thing> = Map<string, Map<string | null, Thing>>;

function groupRows<Thing>(
  { markOfRow }: Pick<Mergeable<Thing>, "markOfRow">,
  rows: readonly ItemRow[],
): Group[] {
  const groups: Group[] = [];
  const byOrderId = new Map<string, Group[]>();
  let last: Group | undefined;
  for (const one of rows) {
    const { place, order_id } = one.row;
    const mark = one.mark ?? markOfRow(one.row);
    // The rows of one order mostly follow each other.
    if (last?.mark === mark && last.head.order_id === order_id && last.head.place === place) {
      last.rows.push(one);
      continue;
    }
    const sameId = byOrderId.get(order_id);
    last = sameId?.find(({ head, mark: own }) => own === mark && head.place.id === place.id);
    if (last !== undefined) {
      last.rows.push(one);
      continue;
    }
    const externalIds = mark === "" ? [order_id] : [order_id, `${order_id}@${mark}`];
    last = { head: one.row, mark, rows: [one], externalIds };
    if (sameId === undefined) byOrderId.set(order_id, [last]);
    else sameId.push(last);
    groups.push(last);
  }
  return groups;
}

function thingsIn<Thing>(stored: Stored<Thing>): Thing[] {
  return stored.values().flatMap((things) => things.values()).toArray();
}

function findStored<Thing>(
  stored: Stored<Thing>,
  { head: { place, moment }, mark, externalIds }: Group,
  { markOf, instantOf }: Pick<Mergeable<Thing>, "markOf" | "instantOf">,
): Thing | undefined {
  const here = stored.get(place.id);
  if (here === undefined) return undefined;
  for (const id of externalIds) {
    const thing = here.get(id);
    if (thing === undefined) continue;
    if (markOf(thing) === mark || instantOf(thing) === moment.at) return thing;
  }
  return undefined;
}

/** The same after some were created. What has a mark behind its id came after one without. */
function findCreated<Thing>(
  stored: Stored<Thing>,
  group: Group,
  kind: Pick<Mergeable<Thing>, "markOf" | "instantOf">,
): Thing | undefined {
  const { place, order_id } = group.head;
  return stored.get(place.id)?.has(order_id) ? findStored(stored, group, kind) : undefined;
}

function createThing<Thing extends Identified>(
  stored: Stored<Thing>,
  group: Group,
  { create, stored: ids }: Pick<Mergeable<Thing>, "create" | "stored">,
  id: string,
): Thing {
  const location = group.head.place.id;
  const here = stored.getOrInsertComputed(location, () => new Map());
  const free = group.externalIds.findIndex((id) => !here.has(id));
  const external_id = group.externalIds.at(free) ?? null;
  const thing = create(group.head, { id, external_id });
  here.set(external_id, thing);
  ids.add(location, external_id);
  return thing;
}

async function readStored<Thing extends Identified>(
  kind: Mergeable<Thing>,
  reader: Reader,
  groups: readonly Group[],
): Promise<Stored<Thing>> {
  const ids: string[] = [];
  for (const [location, some] of Map.groupBy(groups, ({ head }) => head.place.id)) {
    ids.push(...await kind.stored.find(reader, location, some));
  }
  const things = await kind.read(reader, ids);
  const stored: Stored<Thing> = new Map();
  for (const thing of things) {
    stored.getOrInsertComputed(thing.location_id, () => new Map()).set(thing.external_id, thing);
  }
  return stored;
}
