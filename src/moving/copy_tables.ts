import type { HeldSource } from "../storage/held_source.ts";
import type { MoveTarget } from "../storage/move_target.ts";
import { TABLE_NAMES, type TableName } from "../storage/table_keys.ts";
import { keyOf, lastKey, putRows, type RowKey, rowsAfter } from "../storage/table_rows.ts";

/** How many rows are in memory, and in one transaction. */
export const ROWS_AT_ONCE = 1000;

/** How a long piece of work is followed and ended. */
export interface MoveHooks {
  /** Told how many rows were done since the last time. */
  onRows(count: number): void;
  readonly signal: AbortSignal;
}

/**
 * Copies every row that the target does not have yet. Rows go by their key, so the last one that is
 * there tells where an interrupted copy goes on. Gives how many were copied.
 */
export async function copyTables(
  { reader }: HeldSource,
  { writer }: MoveTarget,
  hooks: MoveHooks,
): Promise<number> {
  let copied = 0;
  for (const table of TABLE_NAMES) {
    let last = await lastKey(writer, table);
    for (;;) {
      hooks.signal.throwIfAborted();
      const rows = await rowsAfter(reader, table, last, ROWS_AT_ONCE);
      await putRows(writer, table, rows);
      hooks.onRows(rows.length);
      copied += rows.length;
      if (rows.length < ROWS_AT_ONCE) break;
      last = keyOfLast(table, rows);
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
