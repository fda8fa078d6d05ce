import type { Change } from "../../restaurant/orders/model/change.ts";
import type { Order, Refund } from "../../restaurant/orders/model/order.ts";
import type { SalesChanges } from "../../restaurant/sales/write_sales.ts";
import { IDS_AT_ONCE, insertMany, slices } from "../../storage/bulk.ts";
import type { Reader, Writer } from "../../storage/database.ts";
import type { Row } from "../../storage/schema/schema.ts";
import { changedRows, snapshotOf } from "./changed_rows.ts";
import { claimsOn, type SalesSubject, storedBefore } from "./changed_sales.ts";
import type { Touched } from "./touched.ts";

/** Keeps what one import changes, so that it can be taken back. */
export interface ImportJournal {
  /** Notes orders and refunds that are written. */
  sales(changes: SalesChanges): Promise<void>;
  /** Notes orders and refunds whose lines the import only claims. */
  seen(changes: SalesChanges): Promise<void>;
  /** Notes every other row that differs from the beginning. */
  finish(): Promise<void>;
}

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

  async function keep(entries: readonly Entry[]): Promise<void> {
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
    const ids = noted.filter(({ before }) => before === null).map(({ after }) => after.id);
    return ids.length > 0 ? [entryOf(`new ${what}`, null, ids)] : [];
  }

  async function keepOrders(noted: readonly Change<Order>[]): Promise<void> {
    const old = storedBefore(noted);
    const stamps = await changedAt(writer, old.map(({ id }) => id));
    const entries = old.map((order) => ({ order, updated_at: stamps.get(order.id) ?? at }));
    await keep([
      ...added("orders", noted),
      ...(old.length > 0 ? [entryOf("changed orders", entries, null)] : []),
    ]);
  }

  async function keepRefunds(noted: readonly Change<Refund>[]): Promise<void> {
    const old = storedBefore(noted);
    await keep([
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
    async sales({ orders, refunds }) {
      await keepOrders(fresh("orders", orders));
      await keepRefunds(fresh("refunds", refunds));
    },
    seen: ({ orders, refunds }) =>
      keep([...claimed("orders", orders), ...claimed("refunds", refunds)]),
    async finish() {
      const rows = changedRows(before, await snapshotOf(writer, touches, at));
      await keep(rows.map(({ table, key, before, after }) => ({
        subject: table,
        row_key: key,
        before: before && JSON.stringify(before),
        after: after && JSON.stringify(after),
      })));
    },
  };
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
