import type { Kysely, TableMetadata, Transaction } from "kysely";
import type { Engine } from "./engine.ts";
import type { Schema } from "./schema/schema.ts";
import type { SessionStore } from "./session_store.ts";

export type { TableMetadata };

/** Reads rows and has no way to write one. */
export type Reader = Pick<Kysely<Schema>, "selectFrom" | "fn">;

/**
 * One open transaction: reads, writes, and all of it or nothing.
 *
 * Others may run at the same time, and the next query sees what they committed. So a row that is
 * read in order to be written is read `forNoKeyUpdate()`: other writers of it wait until this
 * transaction ends. To avoid deadlocks, rows are locked in one order: the thing itself (an order, a
 * menu item, a change), then counted portions, then stock, then rollups; several of one kind by
 * their keys. Rows that all writers share are locked in `beforeCommit`.
 */
export type Writer = Transaction<Schema>;

/** Long work as a row of transactions, or as one. */
export interface Slices {
  /** Whether all of them are one transaction, which a failure rolls back. */
  readonly areOne: boolean;
  /** Runs a piece of it; what it gathers before its commit waits for the last one. */
  slice<Result>(piece: (writer: Writer) => Promise<Result>): Promise<Result>;
  /** Runs the last piece, and writes what all of them gathered. */
  last<Result>(piece: (writer: Writer) => Promise<Result>): Promise<Result>;
}

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

/** Long reads of a thread of their own: one runs at once. */
export interface LongReads extends AsyncDisposable {
  readonly readLong: LongRead;
}

/** Cancels the running query of a connection to a server, by its number there. */
export type CancelQuery = (connection: number) => Promise<void>;

/**
 * Counts one call by its key, or refuses it: then it is not counted, and the whole seconds until the
 * next one is allowed come back.
 */
export type CallCounter = (
  key: string,
  limit: { readonly calls: number; readonly seconds: number },
) => Promise<number | undefined>;

/** The use of the connections to a server, by purpose. */
export interface ConnectionFigures {
  readonly connections: number;
  /** Idle connections. */
  readonly idle: number;
  /** How many wait for one. */
  readonly waiting: number;
}

/**
 * Called with how long something waited for a connection, until it had one or gave up.
 *
 * @param pool The connection's purpose, as in `connections()`.
 */
export type OnWaited = (pool: string, seconds: number) => void;

/** An open database, whatever its engine. Close it with `await using`. */
export interface Database extends AsyncDisposable {
  readonly engine: Engine;
  readonly reader: Reader;
  /**
   * Reads the few rows that every call needs, such as who calls and what is new, and does not wait
   * behind reports for that.
   */
  readonly lookups: Reader;
  /**
   * Runs `work` in one transaction; resolves after the commit is durable. If another transaction
   * conflicts (a deadlock, a duplicate key), or the server is lost before the commit, it is rolled
   * back and `work` runs again, so `work` must have no side effects outside of the transaction.
   * Inside, read through the writer: a database in memory has one connection, and its reader waits
   * for the end. If the server is lost during the commit the outcome is unknown: that is
   * SERVICE_UNAVAILABLE, and the message says so.
   */
  write<Result>(work: (writer: Writer) => Promise<Result>): Promise<Result>;
  /**
   * Like `write`, for short work: concurrent calls may share one commit, and each resolves after
   * it. A failure rolls back only its own work.
   */
  writeTogether<Result>(work: (writer: Writer) => Promise<Result>): Promise<Result>;
  /**
   * Runs long work, such as an import: one at a time, whatever the process. In a file, where a
   * transaction holds the only right to write, each slice is one, and others write in between. The
   * work then hides what its slices add (see unpublished_rows.ts) and takes back what they did if it
   * fails. On a server and in memory it is one transaction; there it may run again, as with `write`.
   *
   * @param signal Ends the wait for the one before.
   */
  writeSliced<Result>(
    work: (slices: Slices) => Promise<Result>,
    signal?: AbortSignal,
  ): Promise<Result>;
  /** What one call is allowed to see, and what it has seen. */
  view(view: View): OpenView;
  /**
   * Runs a read that may take long. It takes no connection from orders and lookups, and ends soon
   * after the view's signal aborts, with the signal's reason. All its queries see one moment,
   * except in memory, where other work runs between them. If the server is lost, the read starts
   * again.
   */
  readLong: LongRead;
  /**
   * Cancels the running query of a long read in another thread, by the number that its connection
   * has on the server. Absent where such a read ends itself.
   */
  readonly cancelQuery?: CancelQuery;
  /** The tables as the engine itself reports them. */
  tables(): Promise<TableMetadata[]>;
  /**
   * Throws when the database does not answer, or may not be written to as it is the copy of another
   * one. Asks once and does not wait for it to come back.
   */
  ping(): Promise<void>;
  /**
   * Notifies of every commit of events, including those of other processes, until it is disposed;
   * it may notify once too often. Does nothing if the engine cannot notify.
   */
  watch(onCommitted: () => void): AsyncDisposable;
  /** Counts across all processes of the database; absent if the engine has one process. */
  readonly count?: CallCounter;
  /** Sessions of clients that all processes on the database know of; absent as before. */
  readonly sessions?: SessionStore;
  /** The connections of this process, by purpose; none if the database is a file. */
  connections(): Readonly<Record<string, ConnectionFigures>>;
}
