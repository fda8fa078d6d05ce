import type { StoredAddress } from "../storage/address/database_address.ts";
import { sentAddress } from "../storage/address/sent_address.ts";
import type { CancelQuery } from "../storage/database.ts";
import { noProgress, type Progress } from "../values/progress.ts";
import type { FromWorker, ToWorker, WorkerRequest, WorkerWord } from "./messages.ts";

/** A thread that answers one request after the other. */
export interface WorkerThread {
  /** Rejects if the thread ends instead of answering. */
  ask(request: WorkerRequest, progress?: Progress): Promise<FromWorker>;
  /** Stops the work that was asked for. The thread ends if that takes longer. */
  stop(withinMs?: number): void;
  /** Ends the thread with its work. */
  end(): void;
}

/** What a thread works on. */
export interface ThreadOptions {
  readonly address: StoredAddress;
  /** Cancels the query of a thread's connection; for a server. */
  readonly cancelQuery?: CancelQuery | undefined;
}

/**
 * Milliseconds for a thread to stop by itself. A query does so in one or two; what computes without
 * a query is terminated.
 */
const STOPS_WITHIN_MS = 50;

/** Why a thread cannot be started at all, such as that its modules may not be read. */
export class NoThread extends Error {}

/**
 * Starts a thread that has a database open.
 *
 * @param signal Ends the start: from source it takes as long as a small report.
 * @throws {NoThread} if this process can have none.
 */
export async function startThread(
  { address, cancelQuery = () => Promise.resolve() }: ThreadOptions,
  signal?: AbortSignal,
): Promise<WorkerThread> {
  // In this form, which compilers look for.
  const worker = new Worker(new URL("./worker.ts", import.meta.url), { type: "module" });
  const stop = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
  const thread = threadOf(worker, stop, cancelQuery);
  signal?.addEventListener("abort", thread.end, { once: true });
  const opened = await thread.ask({ address: sentAddress(address), stop }).catch((error) => {
    thread.end();
    throw new NoThread("No thread for long reads", { cause: error });
  }).finally(() => signal?.removeEventListener("abort", thread.end));
  if (opened.kind === "ready") return thread;
  thread.end();
  throw new NoThread("No thread for long reads", { cause: opened });
}

function threadOf(
  worker: Worker,
  stop: Int32Array<SharedArrayBuffer>,
  cancelQuery: CancelQuery,
): WorkerThread {
  let answer = Promise.withResolvers<FromWorker>();
  let heard: Progress = noProgress;
  let isAsked = false;
  let timer: ReturnType<typeof setTimeout> | undefined;

  function end(): void {
    // SQLite would finish the statement of a terminated thread.
    Atomics.store(stop, 0, 1);
    worker.terminate();
    answer.reject(new Error("The thread was ended"));
  }

  function send(message: ToWorker): void {
    worker.postMessage(message);
  }

  worker.onmessage = ({ data }: MessageEvent<FromWorker | WorkerWord>) => {
    if (data.kind === "progress") return heard(data.done, data.doing);
    if (data.kind !== "cancel") return answer.resolve(data);
    // Without an answer, the server ends the query by its own limit of time.
    cancelQuery(data.connection).catch(() => {});
  };
  worker.onerror = (event) => {
    // Handled here, so that it is not taken for an uncaught error of the process.
    event.preventDefault();
    answer.reject(new Error(event.message));
  };
  return {
    async ask(request, progress = noProgress) {
      heard = progress;
      answer = Promise.withResolvers();
      Atomics.store(stop, 0, 0);
      isAsked = true;
      send(request);
      try {
        return await answer.promise;
      } finally {
        isAsked = false;
        clearTimeout(timer);
      }
    },
    stop(withinMs = STOPS_WITHIN_MS) {
      if (!isAsked) return;
      Atomics.store(stop, 0, 1);
      send("stop");
      timer = setTimeout(end, withinMs);
    },
    end,
  };
}
