import { DatabaseSync, type SQLInputValue, type SQLOutputValue } from "node:sqlite";
import {
  Kysely,
  type SelectQueryNode,
  sql,
  SqliteDialect,
  SqliteQueryCompiler,
  type SqliteStatement,
} from "kysely";
import type { FileAddress, InMemory } from "../address/database_address.ts";
import { runPreCommit } from "../before_commit.ts";
import type { Database, Writer } from "../database.ts";
import { isUpToDate, migrate } from "../migrations/migrate.ts";
import type { Schema } from "../schema/schema.ts";
import { commitGroup } from "./commit_group.ts";
import { TOO_LARGE_A_SUM } from "../user_error.ts";
import { toUserError } from "./errors.ts";
import { lettingOthersIn } from "./letting_others_in.ts";
import { whenUnlocked } from "./lock.ts";
import { assertRegularFile } from "./regular_file.ts";
import { sameFile } from "./same_file.ts";
import { sessionStore } from "./sessions.ts";
import { openView } from "../scope/view.ts";

/*
 * WAL lets readers go on while one connection writes. With synchronous = FULL the log is flushed to
 * the disk before a commit returns, so an acknowledged write survives a killed process and a loss
 * of power. (NORMAL, the usual companion of WAL, may lose the last commits when power is lost.)
 */
/** A connection that writes, and whose commits are on the disk when they return. */
export const WRITER_PRAGMAS = `
  pragma busy_timeout = 5000;
  pragma journal_mode = wal;
  pragma synchronous = full;
  pragma wal_autocheckpoint = 4000;
  pragma foreign_keys = on;
  pragma trusted_schema = off;
`;
/** A connection that cannot write. */
export const READER_PRAGMAS = `
  pragma busy_timeout = 5000;
  pragma query_only = on;
  pragma trusted_schema = off;
`;
const CACHED_STATEMENTS = 200;
/** The name by which SQLite knows a database in memory. */
const IN_MEMORY_PATH = ":memory:";

/**
 * Opens a SQLite database and brings its schema up to date. A missing file is created.
 *
 * @throws {RestaurantError} if the file is not a database, cannot be opened, or is too new.
 */
export async function openSqlite(address: FileAddress | InMemory): Promise<Database> {
  const writer = await openWriter(address);
  // A second connection to memory would be another, empty database.
  const reader = address.kind === "memory" ? writer : connect(address.path, READER_PRAGMAS);
  const assertSameFile = address.kind === "file" ? sameFile(address.path) : () => {};
  const transaction = <Result>(work: (open: Writer) => Promise<Result>) =>
    userErrors(() =>
      whenUnlocked((onBegun) =>
        writer.transaction().execute(async (open) => {
          onBegun();
          const result = await work(open);
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

async function openWriter(address: FileAddress | InMemory): Promise<Kysely<Schema>> {
  let writer: Kysely<Schema> | undefined;
  try {
    if (address.kind === "file") {
      assertRegularFile(address.path);
      await makeOwnersOnly(address.path);
    }
    const opened = writer = connect(
      address.kind === "file" ? address.path : IN_MEMORY_PATH,
      WRITER_PRAGMAS,
    );
    if (!await isUpToDate(opened)) await inTransaction(opened, () => migrate(opened));
    // From now on `whenUnlocked` waits: SQLite would block readers as well.
    await sql`pragma busy_timeout = 0`.execute(opened);
    return opened;
  } catch (error) {
    await writer?.destroy();
    throw toUserError(error);
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

/** SQLite has no locks on rows and needs none: a transaction holds the only right to write. */
class WithoutRowLocks extends SqliteQueryCompiler {
  protected override visitSelectQuery({ endModifiers: _locks, ...query }: SelectQueryNode): void {
    super.visitSelectQuery(query);
  }
}

class FileDialect extends SqliteDialect {
  override createQueryCompiler(): SqliteQueryCompiler {
    return new WithoutRowLocks();
  }
}

/**
 * One connection to a file, which is created if it is missing.
 *
 * @param functions What its SQL may call besides SQLite's own functions.
 */
export function connect(
  path: string,
  pragmas: string,
  functions: Readonly<Record<string, () => SQLOutputValue>> = {},
): Kysely<Schema> {
  if (path !== IN_MEMORY_PATH) assertRegularFile(path);
  const connection = new DatabaseSync(path);
  try {
    connection.exec(pragmas);
    for (const [name, run] of Object.entries(functions)) {
      connection.function(name, { varargs: true }, run);
    }
  } catch (error) {
    connection.close();
    throw error;
  }
  const statements = new Map<string, SqliteStatement>();
  const prepare = (text: string) => {
    const statement = statements.get(text) ?? kyselyStatement(connection, startingText(text));
    statements.delete(text);
    statements.set(text, statement);
    const [oldest] = statements.keys();
    if (statements.size > CACHED_STATEMENTS && oldest !== undefined) statements.delete(oldest);
    return statement;
  };
  return new Kysely<Schema>({
    dialect: new FileDialect({
      database: {
        close: () => connection.close(),
        prepare,
      },
    }),
  });
}

/**
 * A transaction takes the write lock when it begins: one that reads first and writes later would
 * otherwise fail at once, without waiting, if another process wrote in between.
 */
function startingText(text: string): string {
  return text === "begin" ? "begin immediate" : text;
}

function kyselyStatement(connection: DatabaseSync, text: string): SqliteStatement {
  const statement = connection.prepare(text);
  if (text === "rollback") return rollback(() => statement.run());
  const values = (parameters: readonly unknown[]) => parameters as SQLInputValue[];
  return {
    reader: /^\s*(select|with|pragma)\b/i.test(text) || /\breturning\b/i.test(text),
    all: (parameters: readonly unknown[]) => exactly(() => statement.all(...values(parameters))),
    run: (parameters: readonly unknown[]) => statement.run(...values(parameters)),
    iterate: (parameters: readonly unknown[]) => statement.iterate(...values(parameters)),
  };
}

/** A sum that no number holds exactly is an error for the caller. */
function exactly<Rows>(read: () => Rows): Rows {
  try {
    return read();
  } catch (error) {
    if (error instanceof Error && TOO_LARGE_A_SUM.says.test(error.message)) {
      throw toUserError(error);
    }
    throw error;
  }
}

/** On a full disk SQLite has taken everything back already, and its complaint would hide why. */
function rollback(run: () => { changes: number | bigint; lastInsertRowid: number | bigint }) {
  return {
    reader: false,
    all: () => [],
    run() {
      try {
        return run();
      } catch (error) {
        if (!/no transaction is active/.test(String(error))) throw error;
        return { changes: 0, lastInsertRowid: 0 };
      }
    },
    iterate: () => [][Symbol.iterator](),
  };
}
