import type { Writer } from "./database.ts";

/**
 * Something that transactions gather and write once, at their end. Writers wait for each other at
 * rows that many of them change, until the one who has them commits: so these are taken last, all
 * at once and in one order.
 */
export interface PreCommit<State> {
  /** The lower are written first: the more writers share it, the higher. */
  readonly rank: number;
  /** What a transaction has gathered at its beginning. */
  begin(): State;
  write(writer: Writer, gathered: State): Promise<void>;
}

/** What a transaction gathered, by its ending. */
type Gathered = Map<PreCommit<unknown>, unknown>;

const transactions = new WeakMap<Writer, Gathered>();

/** What a transaction has gathered so far, to add to. */
export function beforeCommit<State>(writer: Writer, ending: PreCommit<State>): State {
  const gathered = transactions.get(writer);
  if (gathered === undefined) throw new Error("This is no transaction of Database.write");
  // An ending only ever gets what it began itself, which a map cannot say.
  const key = ending as PreCommit<unknown>;
  if (!gathered.has(key)) gathered.set(key, ending.begin());
  return gathered.get(key) as State;
}

/** Runs the work of a transaction, and then writes what it gathered. */
export async function runPreCommit<Result>(
  writer: Writer,
  work: (writer: Writer) => Promise<Result>,
): Promise<Result> {
  const gathered: Gathered = new Map();
  transactions.set(writer, gathered);
  const result = await work(writer);
  const endings = [...gathered].sort(([a], [b]) => a.rank - b.rank);
  for (const [ending, state] of endings) await ending.write(writer, state);
  return result;
}

/** Makes another view of a transaction one of the same. */
export function sameTransaction(writer: Writer, other: Writer): Writer {
  const gathered = transactions.get(writer);
  if (gathered !== undefined) transactions.set(other, gathered);
  return other;
}
