import type { Kysely, UnknownRow } from "kysely";
import type { Schema } from "./schema/schema.ts";

/** Runs a compiled query at once. */
export type RunNow = (sql: string, parameters: readonly unknown[]) => UnknownRow[];

type Connection = Pick<Kysely<Schema>, "getExecutor">;

const runners = new WeakMap<object, RunNow>();

/**
 * Lets prepared queries of a connection run at once: it only reads, and no transaction of another
 * holds it, so that no query has to wait for its turn.
 */
export function readAtOnce(connection: Connection, run: RunNow): void {
  runners.set(connection.getExecutor().adapter, run);
}

/** How queries of a connection run at once; undefined where they wait for their turn. */
export function runnerOf(connection: Connection): RunNow | undefined {
  return runners.get(connection.getExecutor().adapter);
}
