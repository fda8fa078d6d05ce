import type { JobName, QuestionOf } from "./jobs.ts";
import { outcomeOf } from "./messages.ts";
import type { JobResult, JobView, Runner } from "./runner.ts";
import { type Room, turns } from "./turns.ts";
import { NoThread, startThread, type ThreadOptions, type WorkerThread } from "./worker_thread.ts";

/** A thread that was idle for this long is ended: it takes some 20 MB. */
const IDLE_MS = 60_000;

/**
 * Jobs whose thread is ended with them: what they loaded and left behind would stay with it, and
 * grow from one to the next (14 PDFs of a year took 200 MB more).
 */
const LEAVES_MUCH: ReadonlySet<JobName> = new Set<JobName>(["report"]);

/** The settings of the threads. */
export interface WorkerOptions extends Room {
  /** Runs a job if no thread can be started. */
  readonly instead: Runner;
  /** Called once with the reason why no thread can be started. */
  onNoThread(error: unknown): void;
}

/**
 * Runs jobs, each in a thread with a connection of its own. Threads are started when they are needed
 * and kept for the next job, also after a job that was stopped.
 */
export function workerRunner(on: ThreadOptions, options: WorkerOptions): Runner {
  const places = turns(options);
  const idle: WorkerThread[] = [];
  const running = new Set<Promise<unknown>>();
  const closed = new AbortController();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let hasThreads = true;

  function endIdle(): void {
    for (const thread of idle.splice(0)) thread.end();
  }

  function keep(thread: WorkerThread): void {
    if (closed.signal.aborted) return;
    idle.push(thread);
    clearTimeout(timer);
    timer = setTimeout(endIdle, IDLE_MS);
    Deno.unrefTimer(timer);
  }

  /** What runs is waited for on close: to stop, it needs what is closed next. */
  function waitedFor<Result>(work: Promise<Result>): Promise<Result> {
    const done = work.finally(() => running.delete(done));
    running.add(done);
    return done;
  }

  async function onThread<Name extends JobName>(
    name: Name,
    question: QuestionOf<Name>,
    { locations, signal, progress }: JobView,
  ): Promise<JobResult<Name>> {
    const thread = idle.pop() ?? await startThread(on, signal).catch((error) => {
      throw signal.aborted ? signal.reason : error;
    });
    const stop = () => thread.stop();
    signal.addEventListener("abort", stop, { once: true });
    try {
      signal.throwIfAborted();
      const said = await thread.ask({ name, question, locations }, progress);
      if (!LEAVES_MUCH.has(name)) keep(thread);
      signal.throwIfAborted();
      return outcomeOf<Name>(said);
    } catch (error) {
      // How the work failed says nothing once it was stopped.
      throw signal.aborted ? signal.reason : error;
    } finally {
      signal.removeEventListener("abort", stop);
      if (!idle.includes(thread)) thread.end();
    }
  }

  return {
    async run(name, question, given) {
      const view = { ...given, signal: AbortSignal.any([given.signal, closed.signal]) };
      if (hasThreads) {
        try {
          return await places.take(
            view.caller,
            view.signal,
            () => waitedFor(onThread(name, question, view)),
          );
        } catch (error) {
          if (!(error instanceof NoThread)) throw error;
          if (hasThreads) options.onNoThread(error.cause);
          hasThreads = false;
        }
      }
      return await options.instead.run(name, question, view);
    },
    connections() {
      if (on.address.kind === "file") return {};
      const connections = running.size + idle.length;
      return { long: { connections, idle: idle.length, waiting: places.waiting } };
    },
    async [Symbol.asyncDispose]() {
      closed.abort();
      clearTimeout(timer);
      await Promise.allSettled(running);
      endIdle();
      await options.instead[Symbol.asyncDispose]();
    },
  };
}
