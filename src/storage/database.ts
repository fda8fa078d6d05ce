import type { Kysely, TableMetadata, Transaction } from "kysely";
import type { Schema } from "./schema.ts";
import type { OpenView, View } from "./view.ts";

export type { TableMetadata };

/** Reads rows and has no way to write one. */
export type Reader = Pick<Kysely<Schema>, "selectFrom" | "fn">;

/** One open transaction: reads, writes, and all of it or nothing. */
export type Writer = Transaction<Schema>;

/** An open database on either engine. Close it with `await using`. */
export interface Database extends AsyncDisposable {
  readonly engine: "sqlite";
  readonly reader: Reader;
  /**
   * Runs `work` in one transaction; resolves after the commit is durable. Inside, read through the
   * writer: a database in memory has one connection, and its reader waits for the end.
   */
  write<Result>(work: (writer: Writer) => Promise<Result>): Promise<Result>;
  /** What one call is allowed to see, and what it has seen. */
  view(view: View): OpenView;
  /** The tables as the engine itself reports them. */
  tables(): Promise<TableMetadata[]>;
  /** Throws when the database does not answer. */
  ping(): Promise<void>;
}
