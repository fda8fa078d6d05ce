import type { HeldSource } from "../storage/transfer/held_source.ts";
import type { MoveTarget } from "../storage/transfer/transfer_target.ts";
import { TABLE_NAMES, type TableName } from "../storage/schema/schema.ts";
import { keyOf, lastKey, type RowKey, rowsAfter } from "../storage/transfer/table_rows.ts";

/** How many rows are in memory, and in one transaction. */
export const ROWS_AT_ONCE = 2000;

/** How a long piece of work is followed and ended. */
export interface MoveHooks {
  /** Called with how many rows were done since the last call. */
  onRows(count: number): void;
  readonly signal: AbortSignal;
}

/**
 * Copies every row that the target does not have yet. Rows are copied in the order of their key, so
 * an interrupted copy resumes after the last one. Returns how many were copied.
 */
export async function copyTables(
  { reader }: HeldSource,
  { writer, put }: MoveTarget,
  hooks: MoveHooks,
): Promise<number> {
  let copied = 0;
  for (const table of TABLE_NAMES) {
    const next = async (last: RowKey | undefined) =>
      await rowsAfter(reader, table, last, ROWS_AT_ONCE);
    let rows = await next(await lastKey(writer, table));
    while (rows.length > 0) {
      hooks.signal.throwIfAborted();
      const isLast = rows.length < ROWS_AT_ONCE;
      const [following] = await Promise.all([
        isLast ? [] : next(keyOfLast(table, rows)),
        put(table, rows),
      ]);
      hooks.onRows(rows.length);
      copied += rows.length;
      rows = following;
    }
  }
  return copied;
}

/** The key of the last of some rows. */
export function keyOfLast(
  table: TableName,
  rows: Awaited<ReturnType<typeof rowsAfter>>,
): RowKey | undefined {
  const row = rows.at(-1);
  return row && keyOf(table, row);
}
