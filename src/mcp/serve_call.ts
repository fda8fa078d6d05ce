import type { CallRecord } from "../security/call_record.ts";
import type { Principal } from "../security/principal.ts";
import type { Scope } from "../security/scopes.ts";
import { foldRead, foldRefusal, isRefusal } from "../security/similar_calls.ts";
import type { Limit } from "../security/limits.ts";
import type { Database, Reader, Seen } from "../storage/database.ts";
import { RestaurantError } from "../values/errors.ts";
import type { Progress } from "../values/progress.ts";
import { publicId } from "../values/public_id.ts";
import { jobsOf, type RunJob } from "../work/runner.ts";
import { assertBounded } from "./bounds.ts";
import { maskedError } from "./call_result.ts";
import { withDeadline } from "./deadline.ts";
import type { EdgeOptions } from "./edge.ts";
import type { CallContext } from "./registry.ts";
import { failSpan, inSpan, traceIdOf } from "./span.ts";
import { tellProgress } from "./tell_progress.ts";

/** What is called, and what that requires. */
export interface Callable {
  readonly method: CallRecord["method"];
  /** Name of the tool, resource or prompt. */
  readonly target: string;
  readonly scopes: readonly Scope[];
  /** Whether it changes data shared by all locations; then a caller limited to some may not. */
  readonly isShared?: boolean;
  /** Whether it may change something: then each call has its own entry in the audit. */
  readonly isWrite?: boolean;
  readonly limit: Limit;
}

/** Who calls, with which arguments. */
export interface Caller {
  readonly principal: Principal;
  readonly args: unknown;
  readonly context: CallContext;
}

/** The restaurant as one caller sees it, for the time of one call. */
export interface CallServices {
  readonly principal: Principal;
  readonly reader: Reader;
  readonly write: Database["write"];
  /** Runs a read that may take long off the main thread. */
  readonly runJob: RunJob;
}

/** What is run for a call. */
export type Work<Result> = (services: CallServices, signal: AbortSignal) => Promise<Result>;

/**
 * The one way through for every call: scope, rate limit, bounds, then the work with a deadline and
 * with the database as the caller may see it, with word of its progress; at the end audit, log and
 * metrics.
 *
 * @throws {RestaurantError} always this one: an unexpected error is masked.
 */
export async function serveCall<Result>(
  callable: Callable,
  caller: Caller,
  options: EdgeOptions,
  work: Work<Result>,
): Promise<Result> {
  const { _meta, signal } = caller.context.mcpReq;
  return await inSpan({ ...callable, traceparent: _meta?.traceparent }, async (span) => {
    const call = startCall(callable, caller, options, traceIdOf(span));
    try {
      assertPermitted(callable, caller.principal);
      await assertWithinLimit(callable, caller.principal, options);
      assertBounded(caller.args);
      call.digest(caller.args);
      using telling = tellProgress(caller.context);
      const run = (signal: AbortSignal) => work(call.open(signal, telling.progress), signal);
      const result = await withDeadline(run, signal, options.deadlineMs);
      call.end("ok");
      return result;
    } catch (error) {
      const expected = error instanceof RestaurantError
        ? error
        : maskedError(error, options.logger);
      failSpan(span, expected.code);
      call.end(expected.code);
      throw expected;
    }
  });
}

/** @throws {RestaurantError} FORBIDDEN naming the scope that is missing. */
export function assertPermitted(
  { target, scopes, isShared }: Callable,
  principal: Principal,
): void {
  const missing = scopes.filter((scope) => !principal.scopes.has(scope));
  if (missing.length > 0) {
    throw new RestaurantError("FORBIDDEN", `${target} needs ${missing.join(", ")}.`, {
      hint: "Ask the server's administrator for a token whose role has it.",
    });
  }
  if (isShared && principal.locations !== null) {
    throw new RestaurantError(
      "FORBIDDEN",
      `${target} changes what all locations share; your token covers ${
        principal.locations.join(", ")
      }.`,
      { hint: "Ask someone whose token covers all locations." },
    );
  }
}

/** @throws {RestaurantError} RATE_LIMITED with the seconds to wait. */
export async function assertWithinLimit(
  { target, limit }: Callable,
  { id }: Principal,
  { limiter }: EdgeOptions,
): Promise<void> {
  const wait = await limiter.take(`${id} ${target}`, limit);
  if (wait === undefined) return;
  throw new RestaurantError(
    "RATE_LIMITED",
    `${target} may be called ${limit.calls} times in ${limit.seconds} seconds.`,
    { retry_after_seconds: wait, hint: `Call it again in ${wait} seconds.` },
  );
}

const NONE: ReadonlySet<string> = new Set();

/** Follows one call from its beginning to its record. */
function startCall(
  { method, target, isWrite = false }: Callable,
  { principal }: Caller,
  { database, runner, clock, audit, digestArguments, logger, onCall, refusals, reads }: EdgeOptions,
  trace_id: string | null,
) {
  const at = clock();
  const started = performance.now();
  const request_id = publicId();
  let arguments_digest = "";
  let seen: Seen = { rows: 0, locations: new Set() };
  let isAudited = false;
  const log = ({ at: _at, arguments_digest: _digest, ...logged }: CallRecord): void =>
    logger.info("{method} {target} {outcome} in {duration_ms} ms", logged);
  const write = (ended: CallRecord): void => {
    if (!isAudited) audit.note(ended);
    log(ended);
  };
  const record = (outcome: CallRecord["outcome"]): CallRecord => ({
    at,
    request_id,
    principal: principal.id,
    method,
    target,
    arguments_digest,
    locations: [...seen.locations.size > 0 ? seen.locations : principal.locations ?? []].sort(),
    row_count: seen.rows,
    calls: 1,
    outcome,
    duration_ms: Math.round(performance.now() - started),
    trace_id,
  });
  return {
    digest(args: unknown): void {
      arguments_digest = digestArguments(args ?? {});
    },
    open(signal: AbortSignal, progress: Progress): CallServices {
      const bounds = { locations: principal.locations, signal };
      const view = database.view(bounds);
      seen = view.seen;
      return {
        principal,
        reader: view.reader,
        runJob: jobsOf(runner, { ...bounds, caller: principal.id, progress }, view.note),
        async write(work) {
          const before = seen.rows;
          const result = await database.writeTogether(async (writer) => {
            // It may run again: what a run saw that was taken back does not count.
            view.note({ rows: before - seen.rows, locations: NONE });
            const result = await work(view.narrow(writer));
            // Nothing is committed for a caller who has left.
            signal.throwIfAborted();
            await audit.append(writer, () => record("ok"));
            return result;
          });
          isAudited = true;
          return result;
        },
      };
    },
    end(outcome: CallRecord["outcome"]): void {
      const ended = record(outcome);
      if (refusals !== undefined && isRefusal(ended)) foldRefusal(refusals, ended, write);
      else if (reads !== undefined && outcome === "ok" && !isWrite) {
        foldRead(reads, ended, audit.note);
        log(ended);
      } else write(ended);
      onCall(ended);
    },
  };
}
