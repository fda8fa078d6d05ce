import type { Database } from "../../storage/database.ts";
import { type Clock, nowText } from "../../values/clock.ts";
import { storeAnalyses } from "./store_analyses.ts";

/** How soon new feedback is looked for. */
const POLL_MS = 5000;
/** Room for calls before each batch. */
const BREATH_MS = 20;

/** The queue that analysing runs in; it waits its turn there like other background work. */
export interface AnalysisQueue {
  add(name: string, work: (signal: AbortSignal) => Promise<void>): void;
}

/**
 * Analyses new feedback in a queue, and all of it again after the model changed, until it is
 * disposed. Then what still runs ends with its batch; closing the queue waits for that.
 */
export function keepAnalysed(
  database: Pick<Database, "reader" | "write">,
  queue: AnalysisQueue,
  clock: Clock,
): Disposable {
  const stopped = new AbortController();
  const analyse = async (ended: AbortSignal) => {
    const signal = AbortSignal.any([ended, stopped.signal]);
    do {
      await new Promise((resolve) => setTimeout(resolve, BREATH_MS));
    } while (!signal.aborted && await storeAnalyses(database, nowText(clock)) > 0);
  };
  const look = () => queue.add("feedback analysis", analyse);
  const timer = setInterval(look, POLL_MS);
  look();
  return {
    [Symbol.dispose]() {
      stopped.abort();
      clearInterval(timer);
    },
  };
}
