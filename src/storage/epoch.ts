import { readCounter } from "./counters.ts";
import type { Reader } from "./database.ts";

/** The counter that holds it. */
export const EPOCH_COUNTER = "epoch";

/**
 * Another number after each restore: what was given out before, such as numbers of events, may be
 * given out again for something else. 0 before the first one.
 */
export async function readEpoch(reader: Reader): Promise<number> {
  return await readCounter(reader, EPOCH_COUNTER);
}
