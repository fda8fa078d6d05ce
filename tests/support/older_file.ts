import { sql } from "kysely";
import { migrate } from "../../src/storage/migrations/migrate.ts";
import { connect, WRITER_PRAGMAS } from "../../src/storage/sqlite/connection.ts";

/**
 * Makes a database file as an older version of the program left it.
 *
 * @param last The last migration of that version.
 * @param statements What it wrote.
 */
export async function makeOlderFile(
  path: string,
  last: string | undefined,
  statements: readonly string[] = [],
): Promise<void> {
  const older = connect(path, WRITER_PRAGMAS);
  await migrate(older, last);
  for (const statement of statements) await sql.raw(statement).execute(older);
  await older.destroy();
}
