import type { Database } from "../../storage/database.ts";
import { type Clock, nowText } from "../../values/clock.ts";
import { storeAnalyses } from "./store_analyses.ts";

/** How soon new feedback is looked for. */
const POLL_MS = 5000;
/** Room for calls between two batches. */
const BREATH_MS = 20;

/** What reading feedback in the background needs, and where it reports errors. */
export interface KeepAnalysedOptions {
  readonly clock: Clock;
  readonly onError: (error: unknown) => void;
}

/** Analyses new feedback, and all of it again after the model changed, until it is disposed. */
export function keepAnalysed(
  database: Pick<Database, "reader" | "write">,
  { clock, onError }: KeepAnalysedOptions,
): AsyncDisposable {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let running: Promise<void> = Promise.resolve();
  let isStopped = false;
  const once = async (): Promise<number> => {
    try {
      return await storeAnalyses(database, nowText(clock)) > 0 ? BREATH_MS : POLL_MS;
    } catch (error) {
      if (!isStopped) onError(error);
      return POLL_MS;
    }
  };
  const schedule = (ms: number) => {
    if (isStopped) return;
    timer = setTimeout(() => {
      running = once().then(schedule);
    }, ms);
  };
  schedule(BREATH_MS);
  return {
    async [Symbol.asyncDispose]() {
      isStopped = true;
      clearTimeout(timer);
      await running;
    },
  };
}
