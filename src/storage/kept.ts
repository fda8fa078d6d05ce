import type { Kysely } from "kysely";
import type { Reader } from "./database.ts";
import { type DirectReads, directReadsOf } from "./direct.ts";
import { narrowingOf } from "./narrowed.ts";
import type { Schema } from "./schema/schema.ts";

/** A reader that knows which database it belongs to, as every transaction does. */
export type KeepingReader = Reader & Pick<Kysely<Schema>, "getExecutor">;

/** A reader as one that keeps: each of an open database is, which `Reader` hides as it could write. */
export function keeping(reader: Reader): KeepingReader {
  return reader as KeepingReader;
}

/** Values of one open database, by what they are. */
type KeptValues = Map<string, { readonly mark: string; readonly value: unknown }>;

const valuesByEngine = new WeakMap<object, KeptValues>();

/** More things than a chain has; then the one that was kept first goes. */
const MOST = 2000;

/**
 * A value that is kept as long as its mark stays the same, and read again when it has changed.
 * Callers of other locations have values of their own.
 *
 * @param name Names the value and its subject.
 * @param mark Changes whenever the value may have; never returns to an earlier one.
 * @param read Gets the value that was kept before, if there is one.
 */
export async function keptWhile<Value>(
  reader: Pick<KeepingReader, "getExecutor">,
  { name, mark }: { readonly name: string; readonly mark: string },
  read: (before: Value | undefined) => Promise<Value>,
): Promise<Value> {
  const values = valuesByEngine.getOrInsertComputed(reader.getExecutor().adapter, () => new Map());
  const key = `${name} of ${narrowingOf(reader) ?? "all"}`;
  const kept = values.get(key);
  // A name always stands for one kind of value, which a map's type cannot say.
  const before = kept?.value as Value | undefined;
  if (before !== undefined && kept?.mark === mark) return before;
  const value = await read(before);
  values.delete(key);
  values.set(key, { mark, value });
  const [oldest] = values.keys();
  if (values.size > MOST && oldest !== undefined) values.delete(oldest);
  return value;
}

const versions = new WeakMap<KeepingReader, { version?: number }>();

/**
 * Lets a reader that serves one call ask for the version of the database once: until it is disposed,
 * what is kept is as it was then. The question costs as much as reading a day of sales.
 */
export function askVersionOnce(reader: KeepingReader): Disposable {
  versions.set(reader, {});
  return { [Symbol.dispose]: () => void versions.delete(reader) };
}

function versionOf(reader: KeepingReader, direct: Pick<DirectReads, "version">): number {
  const known = versions.get(reader);
  return known === undefined ? direct.version() : known.version ??= direct.version();
}

/**
 * A value that is kept until anyone commits anything. Where the engine does not say so cheaply, it
 * is read each time.
 *
 * @param name Names the value and its subject.
 */
export async function keptUntilCommit<Value>(
  reader: Reader,
  name: string,
  read: () => Promise<Value>,
): Promise<Value> {
  const connection = keeping(reader);
  const direct = directReadsOf(connection);
  if (direct === undefined) return await read();
  return await keptWhile(connection, { name, mark: String(versionOf(connection, direct)) }, read);
}
