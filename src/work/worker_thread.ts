import type { FileAddress } from "../storage/address/database_address.ts";
import { noProgress, type Progress } from "../values/progress.ts";
import type { FromWorker, ToWorker, WorkerProgress } from "./messages.ts";

/** A thread that answers one message after the other. */
export interface WorkerThread {
  ask(message: ToWorker, progress?: Progress): Promise<FromWorker>;
  /** Ends the thread with its work. Pending requests get no answer. */
  end(): void;
}

/** Why a thread cannot be started at all, such as that its modules may not be read. */
export class NoThread extends Error {}

/**
 * Starts a thread that has a database open.
 *
 * @throws {NoThread} if this process can have none.
 */
export async function startThread({ path }: FileAddress): Promise<WorkerThread> {
  // In this form, which compilers look for.
  const worker = new Worker(new URL("./worker.ts", import.meta.url), { type: "module" });
  const thread = threadOf(worker);
  const opened = await thread.ask({ path }).catch((error) => {
    thread.end();
    throw new NoThread("No thread for long reads", { cause: error });
  });
  if (opened.kind === "ready") return thread;
  thread.end();
  throw new NoThread("No thread for long reads", { cause: opened });
}

function threadOf(worker: Worker): WorkerThread {
  let answer = Promise.withResolvers<FromWorker>();
  let heard: Progress = noProgress;
  worker.onmessage = ({ data }: MessageEvent<FromWorker | WorkerProgress>) => {
    if (data.kind === "progress") heard(data.done, data.doing);
    else answer.resolve(data);
  };
  worker.onerror = (event) => {
    // Handled here, so that it is not taken for an uncaught error of the process.
    event.preventDefault();
    answer.reject(new Error(event.message));
  };
  return {
    ask(message, progress = noProgress) {
      heard = progress;
      answer = Promise.withResolvers();
      worker.postMessage(message);
      return answer.promise;
    },
    end: () => worker.terminate(),
  };
}
