import { CompiledQuery } from "kysely";
import type { Writer } from "./database.ts";
import type { NewRow, Schema } from "./schema.ts";

const BATCH = 100;

/**
 * Inserts many rows of one table. All rows have the same columns as the first.
 *
 * The statement for a full batch is the same text each time, so the engine prepares it once and
 * the query builder is left out: about four times as fast as building each insert.
 */
export async function insertMany<Table extends keyof Schema>(
  writer: Writer,
  table: Table,
  rows: readonly NewRow<Table>[],
): Promise<void> {
  await inBatches(writer, table, rows, "");
}

/** Inserts rows of sums, or adds their numbers to the row that has the same key already. */
export async function addMany<Table extends keyof Schema>(
  writer: Writer,
  table: Table,
  key: readonly (keyof NewRow<Table> & string)[],
  rows: readonly NewRow<Table>[],
): Promise<void> {
  const sums = columnsOf(rows).filter((column) => !key.includes(column));
  const additions = sums.map((name) => `"${name}" = "${table}"."${name}" + excluded."${name}"`);
  await inBatches(
    writer,
    table,
    rows,
    ` on conflict (${key.map(quoted).join(", ")}) do update set ${additions.join(", ")}`,
  );
}

async function inBatches<Table extends keyof Schema>(
  writer: Writer,
  table: Table,
  rows: readonly NewRow<Table>[],
  conflict: string,
): Promise<void> {
  const columns = columnsOf(rows);
  for (let start = 0; start < rows.length; start += BATCH) {
    const batch = rows.slice(start, start + BATCH);
    const text = insertText(table, columns, batch.length) + conflict;
    const parameters = batch.flatMap((row) => columns.map((column) => row[column]));
    await writer.executeQuery(CompiledQuery.raw(text, parameters));
  }
}

function columnsOf<Row extends object>(rows: readonly Row[]): (keyof Row & string)[] {
  return Object.keys(rows[0] ?? {}) as (keyof Row & string)[];
}

function insertText(table: string, columns: readonly string[], count: number): string {
  const placeholders = (r: number) => columns.map((_, c) => `$${r * columns.length + c + 1}`);
  const rows = Array.from({ length: count }, (_, r) => `(${placeholders(r).join(", ")})`);
  return `insert into "${table}" (${columns.map(quoted).join(", ")}) values ${rows.join(", ")}`;
}

function quoted(name: string): string {
  return `"${name}"`;
}
