import { type Change, freshThings } from "../../restaurant/orders/model/change.ts";
import type { Order, Refund } from "../../restaurant/orders/model/order.ts";
import type { SalesChanges } from "../../restaurant/sales/write_sales.ts";
import { IDS_AT_ONCE, insertMany, slices } from "../../storage/bulk.ts";
import type { Reader, Writer } from "../../storage/database.ts";
import type { Row } from "../../storage/schema/schema.ts";
import { rowsByKey } from "../../storage/stored_rows.ts";
import { type ChangedRow, changedRows, snapshotOf } from "./changed_rows.ts";
import { claimsOn, type SalesSubject, storedBefore } from "./changed_sales.ts";
import type { Touched } from "./touched.ts";

/** Keeps what one import changes, so that it can be taken back. */
export interface ImportJournal {
  /** Notes orders and refunds that are written. */
  sales(writer: Writer, changes: SalesChanges): Promise<void>;
  /** Notes orders and refunds whose lines the import only claims. */
  seen(writer: Writer, changes: SalesChanges): Promise<void>;
  /** Notes rows that it added, by their ids. */
  added(table: AddedTable, ids: Iterable<string>): void;
  /** Writes what was added, and every row of the touched tables that differs from the beginning. */
  finish(writer: Writer): Promise<void>;
}

/** Tables of which rows come along with others. */
export type AddedTable = "locations" | "menu_items";

/** What an import is, as far as its journal goes. */
interface JournalOf {
  readonly importId: string;
  readonly touches: readonly Touched[];
  /** UTC instant of the import. */
  readonly at: string;
}

type Entry = Omit<Row<"import_changes">, "import_id" | "position">;

/** Opens the journal of an import before it changes anything. */
export async function openJournal(
  writer: Writer,
  { importId, touches, at }: JournalOf,
): Promise<ImportJournal> {
  const before = await snapshotOf(writer, touches, at);
  const known = { orders: new Set<string>(), refunds: new Set<string>() };
  let position = 0;

  const addedIds = { locations: new Set<string>(), menu_items: new Set<string>() };

  async function keep(writer: Writer, entries: readonly Entry[]): Promise<void> {
    const rows = entries.map((entry) => ({ import_id: importId, position: ++position, ...entry }));
    await insertMany(writer, "import_changes", rows);
  }

  /** What is noted once, as new or as it was, is not noted again: files jump between orders. */
  function fresh<Thing extends Order | Refund>(
    what: keyof typeof known,
    changes: readonly Change<Thing>[],
  ): readonly Change<Thing>[] {
    return changes.filter(({ after: { id } }) => {
      if (known[what].has(id)) return false;
      known[what].add(id);
      return true;
    });
  }

  function added<Thing extends Order | Refund>(
    what: keyof typeof known,
    noted: readonly Change<Thing>[],
  ): Entry[] {
    const ids = freshThings(noted).map(({ id }) => id);
    return ids.length > 0 ? [entryOf(`new ${what}`, null, ids)] : [];
  }

  async function keepOrders(writer: Writer, noted: readonly Change<Order>[]): Promise<void> {
    const old = storedBefore(noted);
    const stamps = await changedAt(writer, old.map(({ id }) => id));
    const entries = old.map((order) => ({ order, updated_at: stamps.get(order.id) ?? at }));
    await keep(writer, [
      ...added("orders", noted),
      ...(old.length > 0 ? [entryOf("changed orders", entries, null)] : []),
    ]);
  }

  async function keepRefunds(writer: Writer, noted: readonly Change<Refund>[]): Promise<void> {
    const old = storedBefore(noted);
    await keep(writer, [
      ...added("refunds", noted),
      ...(old.length > 0 ? [entryOf("changed refunds", old, null)] : []),
    ]);
  }

  function claimed<Thing extends Order | Refund>(
    what: keyof typeof known,
    changes: readonly Change<Thing>[],
  ): Entry[] {
    const old = storedBefore(changes.filter(({ after }) => !known[what].has(after.id)));
    return old.length > 0 ? [entryOf(`seen ${what}`, claimsOn(old), null)] : [];
  }

  return {
    async sales(writer, { orders, refunds }) {
      await keepOrders(writer, fresh("orders", orders));
      await keepRefunds(writer, fresh("refunds", refunds));
    },
    seen: (writer, { orders, refunds }) =>
      keep(writer, [...claimed("orders", orders), ...claimed("refunds", refunds)]),
    added(table, ids) {
      for (const id of ids) addedIds[table].add(id);
    },
    async finish(writer) {
      const rows = [
        ...await addedRows(writer, "locations", addedIds.locations),
        ...await addedRows(writer, "menu_items", addedIds.menu_items),
        ...changedRows(before, await snapshotOf(writer, touches, at)),
      ];
      await keep(
        writer,
        rows.map(({ table, key, before, after }) => ({
          subject: table,
          row_key: key,
          before: before && JSON.stringify(before),
          after: after && JSON.stringify(after),
        })),
      );
    },
  };
}

/** Rows as they are, of which nothing was there before. */
async function addedRows(
  writer: Writer,
  table: AddedTable,
  ids: ReadonlySet<string>,
): Promise<ChangedRow[]> {
  if (ids.size === 0) return [];
  // Tables of what comes along are small.
  return Array.from(await rowsByKey(writer, { table }), ([key, after]) => ({
    table,
    key,
    before: null,
    after,
  })).filter(({ after }) => ids.has(String(after["id"])));
}

/** When orders were changed last. */
async function changedAt(
  reader: Reader,
  ids: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const stamps = new Map<string, string>();
  for (const some of slices(ids, IDS_AT_ONCE)) {
    const rows = await reader.selectFrom("orders").select(["id", "updated_at"])
      .where("id", "in", some).execute();
    for (const { id, updated_at } of rows) stamps.set(id, updated_at);
  }
  return stamps;
}

function entryOf(subject: SalesSubject, before: unknown, after: unknown): Entry {
  const json = (value: unknown) => value === null ? null : JSON.stringify(value);
  return { subject, row_key: "", before: json(before), after: json(after) };
}
