import type { Kysely, UnknownRow } from "kysely";
import type { Schema } from "./schema/schema.ts";

/** A connection that only reads, and that no transaction of another holds. */
export interface DirectReads {
  /** Runs a compiled query at once: it has not to wait for its turn. */
  run(sql: string, parameters: readonly unknown[]): UnknownRow[];
  /** Another number after each commit of anyone else. */
  version(): number;
}

type Connection = Pick<Kysely<Schema>, "getExecutor">;

const direct = new WeakMap<object, DirectReads>();

/** Lets prepared queries of a connection run at once. */
export function readDirectly(connection: Connection, reads: DirectReads): void {
  direct.set(connection.getExecutor().adapter, reads);
}

/** How queries of a connection run at once; undefined where they wait for their turn. */
export function directReadsOf(connection: Connection): DirectReads | undefined {
  return direct.get(connection.getExecutor().adapter);
}
