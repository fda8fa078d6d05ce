import { nextNumbers } from "./counters.ts";
import type { Writer } from "./database.ts";

/**
 * Waits until nobody else has this turn, and has it until the transaction ends. For work that reads
 * much and writes what follows from it, such as an import, and does not happen all the time.
 */
export async function lockExclusive(writer: Writer, name: string): Promise<void> {
  await nextNumbers(writer, `turn:${name}`, 0);
}
