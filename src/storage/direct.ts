import type { Kysely, Transaction, UnknownRow } from "kysely";
import type { Schema } from "./schema/schema.ts";

/** What a statement found, or how many rows it changed. */
export interface Outcome {
  readonly rows: UnknownRow[];
  readonly changes: number;
}

/** Runs a compiled statement at once, without waiting for its turn. */
export type RunAtOnce = (sql: string, parameters: readonly unknown[]) => Outcome;

/** A connection that only reads, and that no transaction of another holds. */
export interface DirectReads {
  readonly run: RunAtOnce;
  /** Another number after each commit of anyone else. */
  version(): number;
}

type Connection = Pick<Kysely<Schema>, "getExecutor">;

const reads = new WeakMap<object, DirectReads>();

/** Lets queries of a connection that only reads run at once. */
export function readDirectly(connection: Connection, direct: DirectReads): void {
  reads.set(connection.getExecutor().adapter, direct);
}

/** How a connection that only reads does so at once; undefined where its queries wait. */
export function directReadsOf(connection: Connection): DirectReads | undefined {
  return reads.get(connection.getExecutor().adapter);
}

const writers = new WeakMap<object, RunAtOnce>();

/** Lets statements of a connection's transactions run at once. */
export function writeDirectly(connection: Connection, run: RunAtOnce): void {
  writers.set(connection.getExecutor().adapter, run);
}

const transactions = new WeakMap<object, RunAtOnce>();

/** Lets an open transaction run statements at once, until it is disposed: then it has ended. */
export function openDirectly(transaction: Transaction<Schema>): Disposable {
  const run = writers.get(transaction.getExecutor().adapter);
  let isOpen = true;
  if (run !== undefined) {
    transactions.set(transaction, (sql, parameters) => {
      if (!isOpen) throw new Error("The transaction has ended");
      return run(sql, parameters);
    });
  }
  return { [Symbol.dispose]: () => void (isOpen = false) };
}

/** Makes another view of a transaction run its statements as it does. */
export function sameDirect(transaction: object, other: object): void {
  const run = transactions.get(transaction);
  if (run !== undefined) transactions.set(other, run);
}

/** How a reader or an open transaction runs at once; undefined where it waits for its turn. */
export function runAtOnceOf(connection: Connection): RunAtOnce | undefined {
  return transactions.get(connection) ?? directReadsOf(connection)?.run;
}
