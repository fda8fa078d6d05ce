/// <reference lib="deno.worker" />
/*
 * A thread that runs one job after another on a connection of its own. A job whose caller has left
 * fails in its query; the thread goes on with the next one.
 */
import "../values/older_runtime.ts";
import "../values/no_web_storage.ts";
import { receivedAddress } from "../storage/address/sent_address.ts";
import type { LongReads } from "../storage/database.ts";
import { type JobName, jobOf } from "./jobs.ts";
import { lowerPriority } from "./low_priority.ts";
import {
  type FromWorker,
  type JobRequest,
  type OpenRequest,
  sentError,
  type ToWorker,
  type WorkerRequest,
  type WorkerWord,
} from "./messages.ts";
import type { Progress } from "../values/progress.ts";

const SAID_EVERY_MS = 100;

lowerPriority();

let opened: LongReads | undefined;
let isWanted = () => true;
let running = new AbortController();

self.onmessage = async ({ data }: MessageEvent<ToWorker>) => {
  if (data === "stop") return running.abort();
  say(
    await answerTo(data).catch((error): FromWorker => ({
      kind: "failed",
      error: sentError(error),
    })),
  );
};

async function answerTo(request: WorkerRequest): Promise<FromWorker> {
  if (!("address" in request)) return await run(request);
  isWanted = () => Atomics.load(request.stop, 0) === 0;
  opened = await open(request);
  return { kind: "ready" };
}

async function open({ address: sent }: OpenRequest): Promise<LongReads> {
  const address = receivedAddress(sent);
  if (address.kind === "file") {
    const { openLongReads } = await import("../storage/sqlite/long_reads.ts");
    return openLongReads(address, isWanted);
  }
  const { openLongReads } = await import("../storage/postgres/long_reads.ts");
  return openLongReads(address, (connection) => {
    say({ kind: "cancel", connection });
    return Promise.resolve();
  });
}

async function run<Name extends JobName>(request: JobRequest<Name>): Promise<FromWorker> {
  const { name, question, locations } = request;
  if (opened === undefined) throw new Error("No database was named");
  running = new AbortController();
  const { signal } = running;
  return await opened.readLong({ locations, signal }, async ({ reader, seen }) => {
    const answer = await jobOf(name)(reader, question, signal, sayProgress());
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

function say(message: FromWorker | WorkerWord): void {
  self.postMessage(message);
}
