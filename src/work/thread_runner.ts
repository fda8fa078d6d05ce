import type { LongRead } from "../storage/database.ts";
import { jobOf } from "./jobs.ts";
import type { Runner } from "./runner.ts";
import { type Room, turns } from "./turns.ts";

/**
 * Runs jobs in this thread, by reads that let others in: for a database in memory, which no other
 * thread can see, and where threads cannot be started.
 */
export function threadRunner(readLong: LongRead, room: Room): Runner {
  const { take } = turns(room);
  const closed = new AbortController();
  return {
    run(name, question, given) {
      const view = { ...given, signal: AbortSignal.any([given.signal, closed.signal]) };
      return take(view.caller, view.signal, () =>
        readLong(view, async ({ reader, seen }) => {
          const answer = await jobOf(name)(reader, question, view.signal, view.progress);
          return { answer, seen };
        }));
    },
    connections: () => ({}),
    [Symbol.asyncDispose]() {
      closed.abort();
      return Promise.resolve();
    },
  };
}
