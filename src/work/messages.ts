import type { SentAddress } from "../storage/address/sent_address.ts";
import type { Seen } from "../storage/database.ts";
import { type ErrorCode, type ErrorDetails, RestaurantError } from "../values/errors.ts";
import type { AnswerOf, JobName, QuestionOf } from "./jobs.ts";
import type { JobResult } from "./runner.ts";

/** What a worker is asked: first to open a database, then one job after another. */
export type WorkerRequest = OpenRequest | JobRequest<JobName>;

/** A message to a worker: a request, or that the running one is no longer wanted. */
export type ToWorker = WorkerRequest | "stop";

/** The database to open. */
export interface OpenRequest {
  readonly address: SentAddress;
  /**
   * Shared memory: its starter sets it to 1 to stop the running job. What computes, or is inside
   * SQLite, sees it before it could see a message.
   */
  readonly stop: Int32Array<SharedArrayBuffer>;
}

/** One job, as sent to a worker. */
export interface JobRequest<Name extends JobName> {
  readonly name: Name;
  readonly question: QuestionOf<Name>;
  readonly locations: readonly string[] | null;
}

/** Sent by a worker during a job. */
export interface WorkerProgress {
  readonly kind: "progress";
  /** 0 to 1. */
  readonly done: number;
  readonly doing: string;
}

/** Sent by a worker whose running query is no longer wanted. */
export interface WorkerCancel {
  readonly kind: "cancel";
  /** The number that its connection has on the server. */
  readonly connection: number;
}

/** What a worker says during a job. */
export type WorkerWord = WorkerProgress | WorkerCancel;

/** The answer of a worker: its database is open, or the outcome of a job. */
export type FromWorker =
  | { readonly kind: "ready" }
  | { readonly kind: "done"; readonly answer: AnswerOf<JobName>; readonly seen: Seen }
  | { readonly kind: "failed"; readonly error: SentError };

/** An error on its way between threads, which lose classes and fields. */
export type SentError =
  | {
    readonly expected: true;
    readonly code: ErrorCode;
    readonly message: string;
    readonly details: ErrorDetails;
  }
  | { readonly expected: false; readonly text: string };

/** An error as it can be sent. */
export function sentError(error: unknown): SentError {
  if (error instanceof RestaurantError) {
    const { code, message, details } = error;
    return { expected: true, code, message, details };
  }
  return {
    expected: false,
    text: error instanceof Error ? error.stack ?? error.message : `${error}`,
  };
}

/**
 * The answer of a job, in the types of its caller.
 *
 * @throws the error that it threw.
 */
export function outcomeOf<Name extends JobName>(said: FromWorker): JobResult<Name> {
  if (said.kind === "failed") throw receivedError(said.error);
  if (said.kind === "ready") throw new Error("A thread answered something else");
  // A worker answers what it was asked, which the message does not say.
  return { answer: said.answer as AnswerOf<Name>, seen: said.seen };
}

function receivedError(sent: SentError): Error {
  if (sent.expected) return new RestaurantError(sent.code, sent.message, sent.details);
  return new Error(`A job failed: ${sent.text}`);
}
