import { type Compilable, CompiledQuery, type Insertable } from "kysely";
import type { Writer } from "./database.ts";
import type { Schema } from "./schema.ts";

const BATCH = 100;

/** Inserts many rows of one table. All rows have the same columns, in the same order. */
export async function insertMany<Table extends keyof Schema>(
  writer: Writer,
  table: Table,
  rows: readonly Insertable<Schema[Table]>[],
): Promise<void> {
  await inBatches(writer, rows, (batch) => writer.insertInto(table).values(batch));
}

/**
 * Runs one insert for each hundred rows. All full batches have the same statement, so it is built
 * once and later ones only bring their parameters: about four times as fast as building each.
 */
export async function inBatches<Row extends object>(
  writer: Writer,
  rows: readonly Row[],
  insert: (batch: readonly Row[]) => Compilable,
): Promise<void> {
  let full: string | undefined;
  for (let start = 0; start < rows.length; start += BATCH) {
    const batch = rows.slice(start, start + BATCH);
    if (batch.length < BATCH) {
      await writer.executeQuery(insert(batch).compile());
    } else {
      full ??= insert(batch).compile().sql;
      const parameters = batch.flatMap((row) => Object.values(row));
      await writer.executeQuery(CompiledQuery.raw(full, parameters));
    }
  }
}
