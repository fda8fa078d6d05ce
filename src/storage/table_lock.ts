import { PostgresAdapter, sql } from "kysely";
import type { Writer } from "./database.ts";
import type { Schema } from "./schema/schema.ts";

/**
 * Waits until nobody else is writing to a table, and keeps others from it until the transaction
 * ends; they still read. A transaction on SQLite has that right anyway.
 */
export async function lockTable(writer: Writer, table: keyof Schema): Promise<void> {
  if (!(writer.getExecutor().adapter instanceof PostgresAdapter)) return;
  await sql`lock table ${sql.table(table)} in share row exclusive mode`.execute(writer);
}
