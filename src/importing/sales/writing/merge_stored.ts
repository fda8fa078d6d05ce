import type { Change } from "../../../restaurant/orders/model/change.ts";
import { IDS_AT_ONCE, slices } from "../../../storage/bulk.ts";
import type { Reader } from "../../../storage/database.ts";
import { freshIds } from "../../../storage/ids.ts";
import { RestaurantError } from "../../../values/errors.ts";
import { storableText } from "../../cells/private_text.ts";
import type { SalesRow } from "../rows/sales_row.ts";
import { formatDecimal } from "../../../values/money.ts";
import type { ItemRow, Merged, MergeOutcome } from "./merge_order.ts";

/** Orders or refunds, as merging sees them. */
export interface Mergeable<Thing> {
  readonly table: "orders" | "refunds";
  /** Distinguishes things with the same id, if an id can recur; else empty. */
  markOfRow(row: SalesRow): string;
  markOf(thing: Thing): string;
  /** UTC instant at which it happened. */
  instantOf(thing: Thing): string;
  read(reader: Reader, ids: readonly string[]): Promise<Thing[]>;
  create(row: SalesRow): Thing;
  merge(thing: Thing, rows: readonly ItemRow[]): Merged<Thing>;
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
}

/** Merges rows into the stored orders or refunds that they belong to, or into new ones. */
export async function mergeStored<Thing extends Identified>(
  kind: Mergeable<Thing>,
  reader: Reader,
  source: string,
  rows: readonly ItemRow[],
): Promise<MergeResult<Thing>> {
  const groups = groupRows(kind, rows);
  const stored = await readStored(kind, reader, source, groups);
  const found = groups.map((group) => ({ group, thing: findStored(stored, group, kind) }));
  const unknown = found.filter(({ thing }) => thing === undefined);
  // The same file again brings nothing new, and needs no ids.
  const ids = (await freshIds(reader, kind.table, unknown.length)).values();
  const merged = found.map(({ group, thing }) => {
    const known = thing ?? findStored(stored, group, kind);
    const before = known ?? createThing(stored, group, kind, ids.next().value ?? "");
    const { after, outcomes, changed } = kind.merge(before, group.rows);
    if (after.lines.length > MOST_LINES) throw tooManyLines(group);
    return { change: { before: known ?? null, after }, outcomes, changed, rows: group.rows };
  });
  return {
    changes: merged.filter(({ changed }) => changed).map(({ change }) => change),
    unchanged: merged.filter(({ changed }) => !changed).map(({ change }) => change),
    outcomes: merged.flatMap(({ rows, outcomes }) =>
      zip(rows, outcomes).map(([{ row }, outcome]) => [row, outcome] as const)
    ),
  };
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
  readonly rows: readonly ItemRow[];
}

type Stored<Thing> = Map<string, Thing>;

function groupRows<Thing>(
  { markOfRow }: Pick<Mergeable<Thing>, "markOfRow">,
  rows: readonly ItemRow[],
): Group[] {
  const groups = Map.groupBy(
    rows,
    ({ row }) => `${storedKey(row.place.id, row.order_id)}\n${markOfRow(row)}`,
  );
  return [...groups.values()].flatMap((rows) =>
    rows.slice(0, 1).map(({ row }) => ({ head: row, mark: markOfRow(row), rows }))
  );
}

function storedKey(location: string, externalId: string | null): string {
  return `${location}\n${externalId}`;
}

/** The first thing with an id is stored under it; another one with the same id adds its mark. */
function externalIds({ head: { order_id }, mark }: Group): string[] {
  return mark === "" ? [order_id] : [order_id, `${order_id}@${mark}`];
}

function findStored<Thing>(
  stored: Stored<Thing>,
  group: Group,
  { markOf, instantOf }: Pick<Mergeable<Thing>, "markOf" | "instantOf">,
): Thing | undefined {
  const { place, moment } = group.head;
  return externalIds(group)
    .map((id) => stored.get(storedKey(place.id, id)))
    .find((thing) =>
      thing !== undefined && (markOf(thing) === group.mark || instantOf(thing) === moment.at)
    );
}

function createThing<Thing extends Identified>(
  stored: Stored<Thing>,
  group: Group,
  { create }: { create(row: SalesRow): Thing },
  id: string,
): Thing {
  const candidates = externalIds(group);
  const isFree = (candidate: string) => !stored.has(storedKey(group.head.place.id, candidate));
  const external_id = candidates.find(isFree) ?? candidates.at(-1) ?? null;
  const thing = { ...create(group.head), id, external_id };
  stored.set(storedKey(group.head.place.id, external_id), thing);
  return thing;
}

async function readStored<Thing extends Identified>(
  kind: Mergeable<Thing>,
  reader: Reader,
  source: string,
  groups: readonly Group[],
): Promise<Stored<Thing>> {
  const ids: string[] = [];
  for (const [location, some] of Map.groupBy(groups, ({ head }) => head.place.id)) {
    const wanted = [...new Set(some.flatMap(externalIds))];
    for (const slice of slices(wanted, IDS_AT_ONCE)) {
      const found = await reader.selectFrom(kind.table).select("id")
        .where("location_id", "=", location)
        .where("source", "=", source)
        .where("external_id", "in", slice)
        .execute();
      ids.push(...found.map(({ id }) => id));
    }
  }
  const things = await kind.read(reader, ids);
  return new Map(things.map((thing) => [storedKey(thing.location_id, thing.external_id), thing]));
}

function zip<A, B>(first: readonly A[], second: readonly B[]): (readonly [A, B])[] {
  return first.flatMap((value, index) =>
    second.slice(index, index + 1).map((b) => [value, b] as const)
  );
}
