import type { Kysely, TableMetadata, Transaction } from "kysely";
import type { Schema } from "./schema/schema.ts";
import type { SessionStore } from "./session_store.ts";

export type { TableMetadata };

/** Reads rows and has no way to write one. */
export type Reader = Pick<Kysely<Schema>, "selectFrom" | "fn">;

/**
 * One open transaction: reads, writes, and all of it or nothing.
 *
 * Others may go on at the same time, and what they committed is seen by the next query. So a row
 * that is read in order to be written is read `forNoKeyUpdate()`: who else wants it waits until this
 * transaction ends. Rows are taken in one order, so that nobody waits in a circle: the thing itself
 * (an order, a menu item, a change), then counted portions, then stock, then rollups; several of one
 * kind by their keys. What all writers share is taken `beforeCommit`.
 */
export type Writer = Transaction<Schema>;

/** What one call may see of the database. */
export interface View {
  /** Ids of the only locations that exist for it; null for all. */
  readonly locations: readonly string[] | null;
  /** No further query begins once it is aborted; an open transaction is then taken back. */
  readonly signal: AbortSignal;
}

/** What a call has read and written so far. */
export interface Seen {
  readonly rows: number;
  /** Ids of the locations that questions chose, and that transactions touched rows of. */
  readonly locations: ReadonlySet<string>;
}

/** The database as one call sees it. */
export interface OpenView {
  readonly reader: Reader;
  readonly seen: Seen;
  /** Adds what the call has seen elsewhere, such as in another thread. */
  note(seen: Seen): void;
  /** A transaction as the call sees it. */
  narrow(writer: Writer): Writer;
}

/** Runs a read that may take long, within a view. */
export type LongRead = <Result>(
  view: View,
  read: (open: OpenView) => Promise<Result>,
) => Promise<Result>;

/**
 * Counts one call by its key, or refuses it: then it is not counted, and the whole seconds until the
 * next one is allowed come back.
 */
export type CallCounter = (
  key: string,
  limit: { readonly calls: number; readonly seconds: number },
) => Promise<number | undefined>;

/** What the connections to a server are doing, by what they are for. */
export interface ConnectionFigures {
  readonly connections: number;
  /** Those that nobody uses. */
  readonly idle: number;
  /** How many wait for one. */
  readonly waiting: number;
}

/**
 * Hears how long something waited for a connection, until it had one or gave up.
 *
 * @param pool What the connection is for, as in `connections()`.
 */
export type OnWaited = (pool: string, seconds: number) => void;

/** An open database on either engine. Close it with `await using`. */
export interface Database extends AsyncDisposable {
  readonly engine: "sqlite" | "postgres";
  readonly reader: Reader;
  /**
   * Reads the few rows that every call needs, such as who calls and what is new, and does not wait
   * behind reports for that.
   */
  readonly lookups: Reader;
  /**
   * Runs `work` in one transaction; resolves after the commit is durable. Where another transaction
   * came first (a deadlock, a key that it took), or the server was lost before the commit, it is
   * taken back and `work` runs again, so outside of the transaction `work` changes nothing that
   * counts. Inside, read through the writer: a database in memory has one connection, and its reader
   * waits for the end. Where the server is lost during the commit nobody knows whether it counts:
   * that is SERVICE_UNAVAILABLE, and the message says so.
   */
  write<Result>(work: (writer: Writer) => Promise<Result>): Promise<Result>;
  /**
   * As `write`, for short work: what comes at the same time may share one commit, and each is told
   * after it. What fails takes back only itself.
   */
  writeTogether<Result>(work: (writer: Writer) => Promise<Result>): Promise<Result>;
  /** What one call is allowed to see, and what it has seen. */
  view(view: View): OpenView;
  /**
   * Runs a read that may take long. It keeps no connection from orders and lookups, and ends soon
   * after the view's signal aborts, with the signal's reason. All its queries see one moment, except
   * in memory: there they let others in between them. A lost server begins the read again.
   */
  readLong: LongRead;
  /** The tables as the engine itself reports them. */
  tables(): Promise<TableMetadata[]>;
  /**
   * Throws when the database does not answer, or may not be written to as it is the copy of another
   * one. Asks once and does not wait for it to come back.
   */
  ping(): Promise<void>;
  /**
   * Tells of every commit of events, by other processes, too, until it is disposed; once too often
   * is possible. Does nothing where the engine cannot tell.
   */
  watch(onCommitted: () => void): AsyncDisposable;
  /** Counts for all processes on the database together; absent where the engine has one process. */
  readonly count?: CallCounter;
  /** Sessions of clients that all processes on the database know of; absent as before. */
  readonly sessions?: SessionStore;
  /** The connections of this process, by what they are for; none where the database is a file. */
  connections(): Readonly<Record<string, ConnectionFigures>>;
}
