import type { DatabaseSync, SQLInputValue } from "node:sqlite";
import type { SqliteStatement } from "kysely";
import { TOO_LARGE_A_SUM } from "../user_error.ts";
import { toUserError } from "./errors.ts";

/** How many statements are kept at least, and twice as many at most. */
const KEPT_STATEMENTS = 200;

/** Prepares the statements of a connection, and keeps those that were used last. */
export function statementsOf(connection: DatabaseSync): (text: string) => SqliteStatement {
  let recent = new Map<string, SqliteStatement>();
  let older = recent;
  return (text) => {
    const known = recent.get(text);
    if (known !== undefined) return known;
    if (recent.size >= KEPT_STATEMENTS) [older, recent] = [recent, new Map()];
    const statement = older.get(text) ?? kyselyStatement(connection, startingText(text));
    recent.set(text, statement);
    return statement;
  };
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
    reader: /^\s*(select|with|pragma|explain)\b/i.test(text) || /\breturning\b/i.test(text),
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
