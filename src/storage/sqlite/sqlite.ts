import type { DatabaseSync } from "node:sqlite";
import { type Kysely, sql } from "kysely";
import type { FileAddress, InMemory } from "../address/database_address.ts";
import { runPreCommit } from "../before_commit.ts";
import type { Database, Writer } from "../database.ts";
import { isUpToDate, migrate, type OnMigration } from "../migrations/migrate.ts";
import type { Schema } from "../schema/schema.ts";
import { openView } from "../scope/view.ts";
import { commitGroup } from "./commit_group.ts";
import { connect, IN_MEMORY_PATH, READER_PRAGMAS, WRITER_PRAGMAS } from "./connection.ts";
import { toFileError, toUserError } from "./errors.ts";
import { lettingOthersIn } from "./letting_others_in.ts";
import { whenUnlocked } from "./lock.ts";
import { assertOwnFile } from "./own_file.ts";
import { assertRegularFile } from "./regular_file.ts";
import { HIDING_VIEWS } from "./hiding_views.ts";
import { inOne } from "../slices_in_one.ts";
import { sameFile } from "./same_file.ts";
import { emptyLog, inSlices } from "./slices.ts";
import { sessionStore } from "./sessions.ts";
import { whileOpen } from "./while_open.ts";

/**
 * Opens a SQLite database and brings its schema up to date. A missing file is created.
 *
 * @throws {RestaurantError} if the file is not a database, cannot be opened, or is too new.
 */
export async function openSqlite(
  address: FileAddress | InMemory,
  onMigration?: OnMigration,
): Promise<Database> {
  return databaseOn(await openWriter(address, onMigration), address);
}

/** The database that a connection writes; it is closed with it. */
export function databaseOn(writer: Kysely<Schema>, address: FileAddress | InMemory): Database {
  // A second connection to memory would be another, empty database.
  const reader = address.kind === "memory"
    ? writer
    : connect(address.path, READER_PRAGMAS, { first: HIDING_VIEWS });
  const assertSameFile = address.kind === "file" ? sameFile(address.path) : () => {};
  const transaction = <Result>(work: (open: Writer) => Promise<Result>) =>
    userErrors(() =>
      whenUnlocked((onBegun) =>
        writer.transaction().execute(async (open) => {
          onBegun();
          const result = await whileOpen(open, work);
          // Last, so that nothing is acknowledged that no start would find again.
          assertSameFile();
          return result;
        })
      )
    );
  const write: Database["write"] = (work) => transaction((open) => runPreCommit(open, work));
  return {
    engine: "sqlite",
    reader,
    lookups: reader,
    write,
    writeTogether: commitGroup(write, transaction),
    writeSliced: address.kind === "file"
      ? inSlices(address.path, transaction, () => emptyLog(writer))
      : inOne(write),
    view: (view) => openView(reader, view),
    // The reader sees the last commit with each query; only a connection of its own sees one moment.
    readLong: (view, read) => read(openView(reader.withPlugin(lettingOthersIn()), view)),
    tables: async () =>
      (await reader.introspection.getTables()).filter(({ name }) =>
        !/^(?:feedback|order)_search/.test(name) && name !== "client_sessions"
      ),
    async ping() {
      assertSameFile();
      await userErrors(() => readRow(reader));
    },
    watch: () => ({ [Symbol.asyncDispose]: () => Promise.resolve() }),
    ...(address.kind === "file" && { sessions: sessionStore(writer, reader) }),
    connections: () => ({}),
    async [Symbol.asyncDispose]() {
      if (reader !== writer) await reader.destroy();
      await writer.destroy();
    },
  };
}

/** A row of the file itself: a question without a table is answered from a damaged one, too. */
async function readRow(reader: Kysely<Schema>): Promise<void> {
  await reader.selectFrom("counters").selectAll().limit(1).execute();
  await reader.selectFrom("orders").selectAll().orderBy("id", "desc").limit(1).execute();
}

async function userErrors<Result>(run: () => Promise<Result>): Promise<Result> {
  try {
    return await run();
  } catch (error) {
    throw toUserError(error);
  }
}

async function openWriter(
  address: FileAddress | InMemory,
  onMigration: OnMigration | undefined,
): Promise<Kysely<Schema>> {
  let writer: Kysely<Schema> | undefined;
  try {
    if (address.kind === "file") {
      assertRegularFile(address.path);
      await makeOwnersOnly(address.path);
    }
    const path = address.kind === "file" ? address.path : IN_MEMORY_PATH;
    const examine = (connection: DatabaseSync) => assertOwnFile(connection, path);
    const opened = writer = connect(path, WRITER_PRAGMAS, { examine });
    if (!await isUpToDate(opened)) await inTransaction(opened, () => migrate(opened, onMigration));
    // From now on `whenUnlocked` waits: SQLite would block readers as well.
    await sql`pragma busy_timeout = 0`.execute(opened);
    // Savepoints keep what they may take back here; in a file that is most of what an order writes.
    // Not before: a migration sorts whole tables.
    await sql`pragma temp_store = memory`.execute(opened);
    return opened;
  } catch (error) {
    await writer?.destroy();
    throw address.kind === "file" ? toFileError(address.path, error) : toUserError(error);
  }
}

/**
 * A database that is new can be read by its owner only: guests' names are in it, and hashes of
 * tokens. What cannot be made is for SQLite to say.
 */
async function makeOwnersOnly(path: string): Promise<void> {
  try {
    (await Deno.open(path, { write: true, create: true, mode: 0o600 })).close();
  } catch (error) {
    if (!(error instanceof Error)) throw error;
  }
}

/**
 * Kysely takes SQLite for an engine that cannot undo changes of the schema, and makes them without
 * a transaction. With one, a process killed midway leaves no half schema behind, and of two that
 * start together the second waits for the first. When it fails, closing takes everything back.
 */
async function inTransaction(writer: Kysely<Schema>, work: () => Promise<void>): Promise<void> {
  await sql`begin immediate`.execute(writer);
  await work();
  await sql`commit`.execute(writer);
}
