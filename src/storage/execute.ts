import { type QueryExecutorProvider, sql } from "kysely";
import type { Migration } from "kysely/migration";
import { type Engine, engineOf } from "./engine.ts";

/** The same statements on every engine, or its own on each. */
export type Statements = readonly string[] | Readonly<Record<Engine, readonly string[]>>;

/** A migration that only executes statements. */
export function migrationOf(statements: Statements): Migration {
  return { up: (database) => execute(database, statements) };
}

/** Executes statements, one after the other. */
export async function execute(
  database: QueryExecutorProvider,
  statements: Statements,
): Promise<void> {
  const all = "sqlite" in statements ? statements[engineOf(database)] : statements;
  for (const statement of all) await sql.raw(statement).execute(database);
}
