import type { Writer } from "./database.ts";
import { sameDirect } from "./direct.ts";
import { markSending, sendingOf } from "./sending.ts";

/**
 * The steps before a commit, in this order. Writers wait for each other at rows that many of them
 * change, until the one that holds them commits: the more writers share a row, the later it is
 * locked. A step may add to a later one.
 */
const STEPS = ["rollups", "sales_changed", "audit", "events"] as const;

/** Something that a transaction gathers and writes once, before its commit. */
export interface PreCommit<State> {
  /** Which step of the list it is. */
  readonly step: typeof STEPS[number];
  /** What has been gathered at the start. */
  begin(): State;
  /** Writes what was gathered, by one piece of work after the other. */
  write(writer: Writer, gathered: readonly State[]): Promise<void>;
}

/** What a unit of work has gathered, by step. */
type Gathered = Map<string, { readonly work: PreCommit<unknown>; readonly state: unknown }>;

const gathering = new WeakMap<Writer, Gathered>();

/** What has been written: nothing that is added would be written any more. */
const ended = new WeakSet<Gathered>();

/** What a transaction has gathered so far, to be added to. */
export function beforeCommit<State>(writer: Writer, work: PreCommit<State>): State {
  const gathered = gathering.get(writer);
  if (gathered === undefined) throw new Error("This is no transaction of Database.write");
  if (ended.has(gathered)) throw new Error("The transaction has ended");
  // A step only ever gets what it began itself, which a map cannot say.
  const anyWork = work as PreCommit<unknown>;
  const begun = gathered.getOrInsertComputed(
    work.step,
    () => ({ work: anyWork, state: work.begin() }),
  );
  return begun.state as State;
}

/** Pieces of work that write together what they gather. */
export interface Gathering {
  /** Runs one of them. */
  run<Result>(writer: Writer, work: (writer: Writer) => Promise<Result>): Promise<Result>;
  /** Writes what all of them gathered, step by step. */
  finish(writer: Writer): Promise<void>;
}

/** Begins to gather over several transactions. If one of them fails, so does the whole. */
export function lateCommit(): Gathering {
  const gathered: Gathered = new Map();
  return {
    run(writer, work) {
      gathering.set(writer, gathered);
      return work(writer);
    },
    finish: (writer) => writeGathered(writer, [gathered]),
  };
}

/** Begins to gather in one transaction. What a piece gathered that fails is discarded. */
export function commonCommit(): Gathering {
  const done: Gathered[] = [];
  return {
    async run(writer, work) {
      const gathered: Gathered = new Map();
      gathering.set(writer, gathered);
      const result = await work(writer);
      done.push(gathered);
      return result;
    },
    finish: (writer) => writeGathered(writer, done),
  };
}

const written = new WeakMap<Writer, readonly Gathered[]>();

/** Whether a transaction wrote something in a step before its commit. */
export function hasWritten(writer: Writer, step: typeof STEPS[number]): boolean {
  return written.get(writer)?.some((gathered) => gathered.has(step)) ?? false;
}

async function writeGathered(writer: Writer, done: readonly Gathered[]): Promise<void> {
  const added: Gathered = new Map();
  gathering.set(writer, added);
  const all = [...done, added];
  for (const step of STEPS) {
    const begun = all.map((gathered) => gathered.get(step)).filter((found) => found !== undefined);
    await begun[0]?.work.write(writer, begun.map(({ state }) => state));
  }
  written.set(writer, all);
  for (const gathered of all) ended.add(gathered);
}

/** Runs the work of a transaction, and then writes what it gathered. */
export async function runPreCommit<Result>(
  writer: Writer,
  work: (writer: Writer) => Promise<Result>,
): Promise<Result> {
  const { run, finish } = commonCommit();
  const result = await run(writer, work);
  await finish(writer);
  return result;
}

/** Makes another view of a transaction one of the same. */
export function sameTransaction(writer: Writer, other: Writer): Writer {
  const gathered = gathering.get(writer);
  if (gathered !== undefined) gathering.set(other, gathered);
  markSending(other, sendingOf(writer));
  sameDirect(writer, other);
  return other;
}
