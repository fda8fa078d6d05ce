import { readCounter, setCounter } from "./counters.ts";
import type { Reader, Writer } from "./database.ts";

/** Notes that what a mark stands for changes, in the transaction that changes it. */
export async function noteChanged(writer: Writer, name: string): Promise<void> {
  await setCounter(writer, name, randomMark());
}

/**
 * The value of a mark, another one after each change; one of a transaction that was taken back never
 * comes again.
 */
export async function markOf(reader: Reader, name: string): Promise<string> {
  return String(await readCounter(reader, name));
}

/** 52 random bits: a whole number on every engine. */
function randomMark(): number {
  const [high = 0, low = 0] = crypto.getRandomValues(new Uint32Array(2));
  return (high % 2 ** 20) * 2 ** 32 + low;
}
