import { type Kysely, sql } from "kysely";
import { MIGRATION_LOCK_ID } from "kysely/migration";
import type { Schema } from "../schema/schema.ts";
import schema from "./new_sqlite.sql" with { type: "text" };

/** Ends a statement; after those within a trigger, no line is empty. */
const END = ";\n\n";

/** Whether a SQLite database has no tables yet. */
export async function isNew(database: Kysely<Schema>): Promise<boolean> {
  const { rows } = await sql`select name from sqlite_master limit 1`.execute(database);
  return rows.length === 0;
}

/**
 * Gives a new SQLite database at once what all migrations make: one by one they take eight times
 * as long, and most of a start. `tests/storage/new_sqlite_test.ts` writes the schema.
 *
 * @param names The migrations that it counts as having gone through.
 */
export async function makeNewest(
  database: Kysely<Schema>,
  names: readonly string[],
): Promise<void> {
  for (const statement of schema.split(END)) await sql.raw(statement).execute(database);
  const made = names.map((name) => sql`(${name}, strftime('%Y-%m-%dT%H:%M:%fZ', 'now'))`);
  await sql`insert into kysely_migration (name, timestamp) values ${sql.join(made)}`
    .execute(database);
  await sql`insert into kysely_migration_lock (id, is_locked) values (${MIGRATION_LOCK_ID}, 0)`
    .execute(database);
}
