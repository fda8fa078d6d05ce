import { type Kysely, PostgresAdapter, SqliteAdapter } from "kysely";

/**
 * The engines. What differs between them is a record by their names, so that a further one does not
 * compile until everything has its part.
 */
export type Engine = "sqlite" | "postgres";

/** The engine behind a connection or a transaction. */
export function engineOf(database: Pick<Kysely<unknown>, "getExecutor">): Engine {
  const { adapter } = database.getExecutor();
  if (adapter instanceof SqliteAdapter) return "sqlite";
  if (adapter instanceof PostgresAdapter) return "postgres";
  throw new Error(`There is no engine for ${adapter.constructor.name}`);
}
