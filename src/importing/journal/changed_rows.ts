import type { Writer } from "../../storage/database.ts";
import type { TableName } from "../../storage/schema/schema.ts";
import { rowsByKey, type StoredRow } from "../../storage/stored_rows.ts";
import type { Touched } from "./touched.ts";

/** A row that an import added, changed or removed. */
export interface ChangedRow {
  readonly table: TableName;
  /** As in `rowKey`. */
  readonly key: string;
  /** Null if it was not there. */
  readonly before: StoredRow | null;
  /** Null if it is no longer there. */
  readonly after: StoredRow | null;
}

/** The rows of some tables at one moment. */
export type Snapshot = ReadonlyMap<Touched, ReadonlyMap<string, StoredRow>>;

/** Reads what the tables hold: of the large ones, only what was written at an instant. */
export async function snapshotOf(
  writer: Writer,
  touched: readonly Touched[],
  at: string,
): Promise<Snapshot> {
  const rows = new Map<Touched, ReadonlyMap<string, StoredRow>>();
  for (const one of touched) {
    const where = one.at === undefined ? {} : { where: { column: one.at, value: at } };
    rows.set(one, await rowsByKey(writer, { table: one.table, ...where }));
  }
  return rows;
}

/** What differs between two moments. */
export function changedRows(before: Snapshot, after: Snapshot): ChangedRow[] {
  return [...before].flatMap(([touched, old]) => {
    const { table } = touched;
    const now = after.get(touched) ?? new Map<string, StoredRow>();
    const gone = [...old].filter(([key]) => !now.has(key))
      .map(([key, row]) => ({ table, key, before: row, after: null }));
    const changed = [...now].filter(([key, row]) => !isSame(old.get(key), row))
      .map(([key, row]) => ({ table, key, before: old.get(key) ?? null, after: row }));
    return [...gone, ...changed];
  });
}

/** Whether a row still says what another one says; columns that came later do not count. */
export function isSame(row: StoredRow | undefined, said: StoredRow): boolean {
  return row !== undefined &&
    Object.entries(said).every(([column, value]) => row[column] === value);
}
