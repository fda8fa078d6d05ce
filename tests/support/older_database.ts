import { sql } from "kysely";
import { migrateOneByOne } from "../../src/storage/migrations/migrate.ts";
import { fileAddress } from "../../src/storage/address/database_address.ts";
import { postgresAddress } from "../../src/storage/address/postgres_address.ts";
import { BYTEWISE } from "../../src/storage/postgres/bytewise.ts";
import { connectPostgres } from "../../src/storage/postgres/connection.ts";
import { connect, WRITER_PRAGMAS } from "../../src/storage/sqlite/connection.ts";
import type { Engine } from "./engines.ts";

/**
 * Makes a database as an older version of the program left it, in a place without tables.
 *
 * @param last The last migration of that version.
 * @param statements What it wrote.
 */
export async function makeOlderDatabase(
  { name }: Pick<Engine, "name">,
  url: string,
  { last, statements = [] }: { readonly last: string; readonly statements?: readonly string[] },
): Promise<void> {
  const older = name === "postgres"
    ? connectPostgres(postgresAddress(url), { min: 0, max: 1, patient: true }).withPlugin(BYTEWISE)
    : connect(fileAddress(url).path, WRITER_PRAGMAS);
  try {
    await migrateOneByOne(older, { last });
    for (const statement of statements) await sql.raw(statement).execute(older);
  } finally {
    await older.destroy();
  }
}
