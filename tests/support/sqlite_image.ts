import { DatabaseSync } from "node:sqlite";
import { sql } from "kysely";
import type { Database } from "../../src/storage/database.ts";
import { fileAddress, IN_MEMORY } from "../../src/storage/address/database_address.ts";
import { queriesOf, WRITER_PRAGMAS } from "../../src/storage/sqlite/connection.ts";
import { databaseOn, openSqlite } from "../../src/storage/sqlite/sqlite.ts";
import { onceInRun } from "./once_in_run.ts";

/** Writes what a database begins with. */
export type Fill = (database: Database) => Promise<unknown>;

/** Each file of tests reads an image once. */
const images = new Map<string, Promise<Uint8Array>>();

/**
 * A database in memory that begins with what `fill` writes, which happens once in a run: the
 * migrations alone take longer than most tests.
 *
 * @param name Names what is in it.
 */
export async function openFilled(
  name: string,
  fill: Fill = () => Promise.resolve(),
): Promise<Database> {
  const image = images.getOrInsertComputed(
    name,
    async () => await Deno.readFile(await filledFile(name, fill)),
  );
  const connection = new DatabaseSync(":memory:");
  connection.deserialize(await image);
  const queries = queriesOf(connection, WRITER_PRAGMAS);
  // Kysely closes only what it has used.
  await sql`select 1`.execute(queries);
  return databaseOn(queries, IN_MEMORY);
}

/** The path of a database file with what `fill` writes; a test opens a copy of it. */
export async function filledFile(name: string, fill: Fill): Promise<string> {
  return await onceInRun(`${name}.db`, async (path) => {
    {
      await using database = await openSqlite(fileAddress(path));
      await fill(database);
    }
    // Memory has no log beside it.
    using connection = new DatabaseSync(path);
    connection.exec("pragma journal_mode = delete");
  });
}
