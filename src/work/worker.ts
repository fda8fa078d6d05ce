/// <reference lib="deno.worker" />
/*
 * A thread that runs one job after another on a connection of its own. A job whose caller has left
 * fails in its query; the thread goes on with the next one.
 */
import "../values/older_runtime.ts";
import "../values/no_web_storage.ts";
import { fileAddress } from "../storage/address/database_address.ts";
import { type LongReads, openLongReads } from "../storage/sqlite/long_reads.ts";
import { jobOf } from "./jobs.ts";
import { lowerPriority } from "./low_priority.ts";
import {
  type FromWorker,
  type JobRequest,
  sentError,
  type ToWorker,
  type WorkerProgress,
} from "./messages.ts";
import type { JobName } from "./jobs.ts";
import type { Progress } from "../values/progress.ts";

const NEVER = new AbortController().signal;
const SAID_EVERY_MS = 100;

lowerPriority();

let opened: LongReads | undefined;
let isWanted = () => true;

self.onmessage = async ({ data }: MessageEvent<ToWorker>) => {
  say(
    await answerTo(data).catch((error): FromWorker => ({
      kind: "failed",
      error: sentError(error),
    })),
  );
};

async function answerTo(message: ToWorker): Promise<FromWorker> {
  if ("path" in message) {
    const { path, stop } = message;
    isWanted = () => Atomics.load(stop, 0) === 0;
    opened = openLongReads(fileAddress(path), isWanted);
    return { kind: "ready" };
  }
  return await run(message);
}

async function run<Name extends JobName>(request: JobRequest<Name>): Promise<FromWorker> {
  const { name, question, locations } = request;
  if (opened === undefined) throw new Error("No database was named");
  return await opened.readLong({ locations, signal: NEVER }, async ({ reader, seen }) => {
    const answer = await jobOf(name)(reader, question, NEVER, sayProgress());
    return { kind: "done", answer, seen };
  });
}

/** Says how far the job is, not more often than anybody listens; ends one that is not wanted. */
function sayProgress(): Progress {
  let saidAt = -Infinity;
  return (done, doing) => {
    if (!isWanted()) throw new Error("The job is no longer wanted");
    const now = performance.now();
    if (now - saidAt < SAID_EVERY_MS) return;
    saidAt = now;
    say({ kind: "progress", done, doing });
  };
}

function say(message: FromWorker | WorkerProgress): void {
  self.postMessage(message);
}
