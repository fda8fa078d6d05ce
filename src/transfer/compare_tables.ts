import { RestaurantError } from "../values/errors.ts";
import type { HeldSource } from "../storage/transfer/held_source.ts";
import type { MoveTarget } from "../storage/transfer/transfer_target.ts";
import { TABLE_NAMES, type TableName } from "../storage/schema/schema.ts";
import { keyOf, type RowKey, rowsAfter, type StoredRow } from "../storage/transfer/table_rows.ts";
import { readTotals, type Totals } from "../storage/transfer/table_totals.ts";
import { keyOfLast, type MoveHooks, ROWS_AT_ONCE } from "./copy_tables.ts";

/**
 * Compares counts and sums of every table, then every value of every row.
 *
 * @throws {RestaurantError} CONFLICT naming the first difference.
 */
export async function compareTables(
  { reader }: HeldSource,
  { writer }: MoveTarget,
  expected: Totals,
  hooks: MoveHooks,
): Promise<void> {
  const found = await readTotals(writer);
  for (const table of TABLE_NAMES) {
    if (textOf(found[table]) !== textOf(expected[table])) throw differs(table);
  }
  for (const table of TABLE_NAMES) {
    let last: RowKey | undefined;
    do {
      hooks.signal.throwIfAborted();
      const [rows = [], others = []] = await Promise.all(
        [reader, writer].map((side) => rowsAfter(side, table, last, ROWS_AT_ONCE)),
      );
      assertSame(table, rows, others);
      hooks.onRows(rows.length);
      last = rows.length < ROWS_AT_ONCE ? undefined : keyOfLast(table, rows);
    } while (last !== undefined);
  }
}

function textOf({ rows, sums }: Totals[TableName]): string {
  return JSON.stringify([rows, Object.entries(sums)]);
}

function assertSame(
  table: TableName,
  rows: readonly StoredRow[],
  others: readonly StoredRow[],
): void {
  if (rows.length !== others.length) throw differs(table);
  rows.forEach((row, index) => {
    const other = others[index] ?? {};
    const columns = Object.keys(row);
    if (columns.every((column) => row[column] === other[column])) return;
    throw differs(table, keyOf(table, row));
  });
}

function differs(table: TableName, key?: RowKey): RestaurantError {
  const where = key === undefined ? "" : ` in the row ${key.join(", ")}`;
  return new RestaurantError("CONFLICT", `Both sides differ in ${table}${where}.`, {
    hint: "Something is writing to one of them. Stop every server and repeat the transfer into a " +
      "new, empty database; the source is unchanged.",
  });
}
