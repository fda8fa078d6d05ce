import { getOrInsert } from "../values/maps.ts";
import type { Writer } from "./database.ts";

/** Writes what a transaction gathered. */
export type WriteGathered<Item> = (writer: Writer, items: readonly Item[]) => Promise<void>;

type Gathered = Map<WriteGathered<never>, unknown[]>;

const gathered = new WeakMap<Writer, Gathered>();

/**
 * Puts something off to the end of the transaction, where all of it is written at once. Writers wait
 * for each other at what they share, such as a counter: so it is taken last and held briefly.
 *
 * @param write Known by its identity: what is gathered for the same function is written together.
 */
export function atTheEnd<Item>(
  writer: Writer,
  write: WriteGathered<Item>,
  items: readonly Item[],
): void {
  const all = gathered.get(writer);
  if (all === undefined) throw new Error("This is no transaction of Database.write");
  getOrInsert(all, write, () => []).push(...items);
}

/** Runs the work of a transaction, and then writes what it gathered. */
export async function withItsEnd<Result>(
  writer: Writer,
  work: (writer: Writer) => Promise<Result>,
): Promise<Result> {
  const all: Gathered = new Map();
  gathered.set(writer, all);
  const result = await work(writer);
  // The functions are called with the items that came with them.
  for (const [write, items] of all) await write(writer, items as never[]);
  return result;
}

/** Makes another view of a transaction one of the same. */
export function sameTransaction(writer: Writer, other: Writer): Writer {
  const all = gathered.get(writer);
  if (all !== undefined) gathered.set(other, all);
  return other;
}
