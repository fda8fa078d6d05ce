import { DatabaseSync, type SQLOutputValue } from "node:sqlite";
import {
  Kysely,
  type SelectQueryNode,
  SqliteDialect,
  SqliteQueryCompiler,
  type UnknownRow,
} from "kysely";
import { readDirectly, type RunAtOnce, writeDirectly } from "../direct.ts";
import type { Schema } from "../schema/schema.ts";
import { assertRegularFile } from "./regular_file.ts";
import { statementsOf } from "./statements.ts";

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
  pragma journal_size_limit = 16777216;
  pragma foreign_keys = on;
  pragma trusted_schema = off;
`;
/** A connection that cannot write. */
export const READER_PRAGMAS = `
  pragma busy_timeout = 5000;
  pragma query_only = on;
  pragma trusted_schema = off;
`;
/** The name by which SQLite knows a database in memory. */
export const IN_MEMORY_PATH = ":memory:";

/** What a connection has besides its pragmas. */
export interface Connecting {
  /** What its SQL may call besides SQLite's own functions. */
  readonly functions?: Readonly<Record<string, () => SQLOutputValue>>;
  /** What it runs before its first query, and not at all without one: then it never opens the file. */
  readonly first?: readonly string[];
  /** Looks at the file before the pragmas change it; what this throws closes the connection. */
  readonly examine?: (connection: DatabaseSync) => void;
}

/** One connection to a file, which is created if it is missing. */
export function connect(
  path: string,
  pragmas: string,
  { functions = {}, first = [], examine = () => {} }: Connecting = {},
): Kysely<Schema> {
  if (path !== IN_MEMORY_PATH) assertRegularFile(path);
  const connection = new DatabaseSync(path);
  try {
    examine(connection);
    for (const [name, run] of Object.entries(functions)) {
      connection.function(name, { varargs: true }, run);
    }
    return queriesOf(connection, pragmas, first);
  } catch (error) {
    connection.close();
    throw error;
  }
}

/** Queries through an open connection, which closes with them. */
export function queriesOf(
  connection: DatabaseSync,
  pragmas: string,
  first: readonly string[] = [],
): Kysely<Schema> {
  connection.exec(pragmas);
  const prepare = statementsOf(connection);
  let hasBegun = false;
  const begin = () => {
    if (!hasBegun) connection.exec(first.join(";"));
    hasBegun = true;
  };
  const queries = new Kysely<Schema>({
    dialect: new Dialect({
      database: { close: () => connection.close(), prepare },
      onCreateConnection: () => Promise.resolve(begin()),
    }),
  });
  const run: RunAtOnce = (text, parameters) => {
    begin();
    const statement = prepare(text);
    // Rows of a statement are objects, which Kysely does not say.
    if (statement.reader) return { rows: statement.all(parameters) as UnknownRow[], changes: 0 };
    return { rows: [], changes: Number(statement.run(parameters).changes) };
  };
  if (pragmas === READER_PRAGMAS) {
    const version = () => Number(run("pragma data_version", []).rows[0]?.data_version);
    readDirectly(queries, { run, version });
  } else writeDirectly(queries, run);
  return queries;
}

/** SQLite has no locks on rows and needs none: a transaction holds the only right to write. */
class WithoutRowLocks extends SqliteQueryCompiler {
  protected override visitSelectQuery({ endModifiers: _locks, ...query }: SelectQueryNode): void {
    super.visitSelectQuery(query);
  }
}

class Dialect extends SqliteDialect {
  override createQueryCompiler(): SqliteQueryCompiler {
    return new WithoutRowLocks();
  }
}
