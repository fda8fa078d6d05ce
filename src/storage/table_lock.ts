import { sql } from "kysely";
import type { Writer } from "./database.ts";
import { engineOf } from "./engine.ts";
import type { Schema } from "./schema/schema.ts";

/**
 * Waits for other writers of a table, and locks it against writes until the transaction ends; reads
 * continue. A transaction on SQLite has that lock anyway.
 */
export async function lockTable(writer: Writer, table: keyof Schema): Promise<void> {
  if (engineOf(writer) === "sqlite") return;
  await sql`lock table ${sql.table(table)} in share row exclusive mode`.execute(writer);
}
