import { type Compilable, CompiledQuery, type Insertable } from "kysely";
import type { Writer } from "./database.ts";
import type { Schema } from "./schema/schema.ts";

const BATCH = 100;

/** How many ids one `in (…)` may list: below the number of parameters that every engine takes. */
export const IDS_AT_ONCE = 500;

/** Consecutive pieces of a list, each of `size` items but the last. */
export function* slices<Item>(items: readonly Item[], size: number): Generator<readonly Item[]> {
  for (let start = 0; start < items.length; start += size) yield items.slice(start, start + size);
}

/** Inserts many rows of one table. All rows have the same columns. */
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
  // A view of the database looks at every statement when it is built.
  const isViewed = writer.getExecutor().plugins.length > 0;
  let full: { readonly sql: string; readonly columns: readonly (keyof Row)[] } | undefined;
  for (const batch of slices(rows, BATCH)) {
    if (batch.length < BATCH || isViewed) {
      await writer.executeQuery(insert(batch).compile());
    } else {
      full ??= { sql: insert(batch).compile().sql, columns: columnsOf(batch) };
      const { sql, columns } = full;
      await writer.executeQuery(CompiledQuery.raw(sql, valuesOf(batch, columns)));
    }
  }
}

/** Kysely takes the order of the columns from the first row of an insert. */
function columnsOf<Row extends object>([first]: readonly Row[]): (keyof Row)[] {
  return Object.keys(first ?? {}) as (keyof Row)[];
}

function valuesOf<Row>(rows: readonly Row[], columns: readonly (keyof Row)[]): unknown[] {
  const values: unknown[] = [];
  for (const row of rows) {
    for (const column of columns) values.push(row[column]);
  }
  return values;
}
