import type { Writer } from "./database.ts";

/**
 * What is written before a commit, in this order. Writers wait for each other at rows that many of
 * them change, until the one who has them commits: the more writers share a row, the later it is
 * taken. A step may add to a later one.
 */
const STEPS = ["rollups", "sales_changed", "audit", "events"] as const;

/** Something that a transaction gathers and writes once, before its commit. */
export interface PreCommit<State> {
  /** Which step of the list it is. */
  readonly step: typeof STEPS[number];
  /** What a transaction has gathered at its beginning. */
  begin(): State;
  write(writer: Writer, gathered: State): Promise<void>;
}

/** What a transaction gathered, by step. */
type Gathered = Map<string, { readonly work: PreCommit<unknown>; readonly state: unknown }>;

const transactions = new WeakMap<Writer, Gathered>();

/** What a transaction has gathered so far, to add to. */
export function beforeCommit<State>(writer: Writer, work: PreCommit<State>): State {
  const gathered = transactions.get(writer);
  if (gathered === undefined) throw new Error("This is no transaction of Database.write");
  // A step only ever gets what it began itself, which a map cannot say.
  const anyWork = work as PreCommit<unknown>;
  const begun = gathered.getOrInsertComputed(
    work.step,
    () => ({ work: anyWork, state: work.begin() }),
  );
  return begun.state as State;
}

/** Runs the work of a transaction, and then writes what it gathered. */
export async function runPreCommit<Result>(
  writer: Writer,
  work: (writer: Writer) => Promise<Result>,
): Promise<Result> {
  const gathered: Gathered = new Map();
  transactions.set(writer, gathered);
  const result = await work(writer);
  for (const step of STEPS) {
    const begun = gathered.get(step);
    if (begun !== undefined) await begun.work.write(writer, begun.state);
  }
  return result;
}

/** Makes another view of a transaction one of the same. */
export function sameTransaction(writer: Writer, other: Writer): Writer {
  const gathered = transactions.get(writer);
  if (gathered !== undefined) transactions.set(other, gathered);
  return other;
}
