import { nextNumbers } from "./counters.ts";
import type { Writer } from "./database.ts";

/**
 * Takes an exclusive lock and holds it until the transaction ends. For rare work that reads much
 * and writes what follows from it, such as an import.
 */
export async function lockExclusive(writer: Writer, name: string): Promise<void> {
  await nextNumbers(writer, `turn:${name}`, 0);
}
