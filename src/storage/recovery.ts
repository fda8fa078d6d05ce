import { DelegateBackoff, handleWhen, retry } from "cockatiel";
import { RestaurantError } from "../values/errors.ts";
import { circuit } from "./circuit.ts";

/** What an error shows about the server behind a connection. */
export type Verdict =
  /** It answered; that it refused something is an answer. */
  | "answered"
  /** It is not there, and what was asked of it has not happened: it can be asked again. */
  | "lost"
  /** The server is lost, and it is unknown whether the request took effect. */
  | "unknown"
  /** Nothing: it was not even asked. */
  | "busy";

/** How a server that is lost is waited for. */
export interface RecoveryOptions {
  /** How often something is tried again. */
  readonly retries: number;
  /** Milliseconds before the first time, give or take a quarter; each next time twice as long. */
  readonly pauseMs: number;
  verdict(error: unknown): Verdict;
}

/**
 * Waits for a server that is lost, and stops asking one that stays away. Shared by several callers.
 */
export interface Recovery {
  /** Runs something that can be repeated, again after a pause each time that the server is lost. */
  repeat<Result>(run: () => Promise<Result>): Promise<Result>;
  /** Runs something once. */
  attempt<Result>(run: () => Promise<Result>): Promise<Result>;
  /** No further try begins. */
  stop(): void;
}

/** With the circuit open, one call per interval is let through as a probe. */
const PROBE_MS = 1000;
/** The pause of failing callers before they retry. */
const RETRY_SECONDS = 5;
/** The circuit opens after so many times what one caller waits in all. */
const ROUNDS = 1.5;
const SOONEST_MS = 1000;

/**
 * Retries with a circuit breaker: once there were only losses for longer than one caller's retries
 * last, calls fail at once with SERVICE_UNAVAILABLE instead of queueing; one success closes it.
 */
export function recovery({ retries, pauseMs, verdict }: RecoveryOptions): Recovery {
  const stopped = new AbortController();
  const { run: throughCircuit, isOpen } = circuit({
    failingMs: Math.max(SOONEST_MS, ROUNDS * pauseMs * (2 ** retries - 1)),
    probeMs: PROBE_MS,
    shownBy: (error) => shownBy(verdict(error)),
    unavailable,
  });
  // An open circuit would refuse the next try, and the caller would not learn what was wrong.
  const isWorthAgain = (error: unknown) =>
    !stopped.signal.aborted && !isOpen() && verdict(error) === "lost";
  const again = retry(handleWhen(isWorthAgain), {
    maxAttempts: retries,
    backoff: new DelegateBackoff(({ attempt }) => jittered(pauseMs * 2 ** (attempt - 1))),
  });

  async function attempt<Result>(run: () => Promise<Result>): Promise<Result> {
    stopped.signal.throwIfAborted();
    return await throughCircuit(run);
  }

  return {
    attempt,
    repeat: (run) => again.execute(() => attempt(run)),
    stop: () => stopped.abort(unavailable()),
  };
}

/** Whether the server is there: a refusal shows that it is. */
function shownBy(verdict: Verdict): "away" | "there" | undefined {
  if (verdict === "answered") return "there";
  return verdict === "lost" || verdict === "unknown" ? "away" : undefined;
}

/** Random, so that callers that failed together do not return together. */
function jittered(milliseconds: number): number {
  return milliseconds * (0.75 + Math.random() / 2);
}

function unavailable(): RestaurantError {
  return new RestaurantError("SERVICE_UNAVAILABLE", "The database has been away for a while.", {
    hint: "Try again later; nothing was written.",
    retry_after_seconds: RETRY_SECONDS,
  });
}
