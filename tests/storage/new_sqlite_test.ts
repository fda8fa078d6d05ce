import assert from "node:assert/strict";
import { type QueryExecutorProvider, sql } from "kysely";
import { migrate, migrateOneByOne } from "../../src/storage/migrations/migrate.ts";
import { connect, IN_MEMORY_PATH, WRITER_PRAGMAS } from "../../src/storage/sqlite/connection.ts";

const SCHEMA = new URL("../../src/storage/migrations/new_sqlite.sql", import.meta.url);

Deno.test("a new SQLite database is what the migrations make, one by one", async () => {
  await using migrated = connect(IN_MEMORY_PATH, WRITER_PRAGMAS);
  await migrateOneByOne(migrated);
  // After a new migration: UPDATE_SCHEMA=1 deno task test tests/storage/new_sqlite_test.ts
  if (Deno.env.get("UPDATE_SCHEMA") === "1") {
    const own = (await objectsOf(migrated)).filter(({ isMadeByAnother }) => !isMadeByAnother);
    await Deno.writeTextFile(SCHEMA, `${own.map(({ sql }) => sql).join(";\n\n")};\n`);
  }
  await using made = connect(IN_MEMORY_PATH, WRITER_PRAGMAS);
  await migrate(made);
  assert.deepEqual(await objectsOf(made), await objectsOf(migrated));
  assert.deepEqual(await rowsOf(made), await rowsOf(migrated));
});

interface StoredObject {
  readonly name: string;
  readonly sql: string | null;
  /** The tables behind a table for full-text search, and the indexes of keys. */
  readonly isMadeByAnother: boolean;
}

/** Everything in the schema, in the order in which it was made. */
async function objectsOf(database: QueryExecutorProvider): Promise<StoredObject[]> {
  const { rows } = await sql<{ name: string; sql: string | null; shadows: string | null }>`
    select m.name, m.sql, t.name as shadows
    from sqlite_master as m
    left join pragma_table_list as t on t.name = m.name and t.type = 'shadow'
    order by m.rowid
  `.execute(database);
  return rows.map(({ name, sql, shadows }) => ({
    name,
    sql,
    isMadeByAnother: sql === null || shadows !== null,
  }));
}

/** The rows of every table by its name, without the moments of migrations. */
async function rowsOf(database: QueryExecutorProvider): Promise<Record<string, unknown[]>> {
  const rows: Record<string, unknown[]> = {};
  for (const { name, sql: written, isMadeByAnother } of await objectsOf(database)) {
    // An index of texts that was rebuilt while empty differs from a new one by a count of nothing.
    if (isMadeByAnother || !/^create (virtual )?table/i.test(written ?? "")) continue;
    const { rows: found } = await sql<Record<string, unknown>>`select * from ${sql.table(name)}`
      .execute(database);
    rows[name] = found.map((row) => ({ ...row, timestamp: undefined }));
  }
  return rows;
}
