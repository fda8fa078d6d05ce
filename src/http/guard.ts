import type { UnknownName } from "../mcp/unknown_name.ts";
import { DEFAULT_LIMITS, type Limit, type Limiter } from "../security/limits.ts";
import { rpcError } from "../mcp/rpc_error.ts";

/** The concurrent work that the HTTP edge accepts. */
export interface HttpCaps {
  /** Requests in flight, of all callers. */
  readonly requests: number;
  /** Requests in flight, of one caller. */
  readonly requestsOfOne: number;
  /** Streams that stay open, of all callers. */
  readonly streams: number;
  /** Streams that stay open, of one caller. */
  readonly streamsOfOne: number;
  /** Requests of one caller. */
  readonly rate: Limit;
  /** Failed authentications from one address. */
  readonly failures: Limit;
  /** Milliseconds within which the body of a request must arrive. */
  readonly bodyMs: number;
}

/** Far more than honest clients need. */
export const HTTP_CAPS: HttpCaps = {
  requests: 256,
  requestsOfOne: 128,
  streams: 2000,
  streamsOfOne: 100,
  rate: DEFAULT_LIMITS.http,
  failures: { calls: 20, seconds: 60 },
  bodyMs: 10_000,
};

/** Why a request was refused before it became a call. */
export type Refusal =
  | "host"
  | "anonymous"
  | "authentication"
  | "scope"
  | "failures"
  | "rate"
  | "requests"
  | "streams"
  | UnknownName;

/** The counters of the guard. */
export interface GuardOptions {
  readonly limiter: Limiter;
  readonly caps?: HttpCaps;
  /**
   * Called for every refusal.
   *
   * @param who Address of an unknown caller, id of a known one.
   */
  onRefused?(refusal: Refusal, who: string): void;
}

/** Ends what it began, once. */
export type Release = () => void;

/** Keeps HTTP itself from being abused. Answers 429 or 503 with `Retry-After` beyond its caps. */
export interface HttpGuard {
  /** Counts a request of a caller as one in flight, until it is released. */
  enter(caller: string): Promise<Response | Release>;
  /** Counts what a request holds beyond one message, or gives the answer to one that holds too many. */
  weigh(caller: string, messages: number): Promise<Response | undefined>;
  /** Counts a stream of a caller as open, until it is released. */
  open(caller: string): Response | Release;
  /** Counts a failed authentication: the answer to give instead once there were too many. */
  fail(address: string): Promise<Response | undefined>;
  /** Notes a refusal that is no failure: every client starts without a token or without a scope. */
  note(refusal: "host" | "anonymous" | "scope" | UnknownName, who: string): void;
  /** Resolves when no request is in flight and no stream is open. */
  idle(): Promise<void>;
  readonly requests: number;
  readonly streams: number;
}

/** Starts counting. */
export function httpGuard(
  { limiter, caps = HTTP_CAPS, onRefused }: GuardOptions,
): HttpGuard {
  const refuse = (refusal: Refusal, who: string, ...answer: Parameters<typeof refused>) => {
    onRefused?.(refusal, who);
    return refused(...answer);
  };
  const idle = new Set<() => void>();
  const settle = () => {
    if (requests.all + streams.all > 0) return;
    for (const resolve of idle) resolve();
    idle.clear();
  };
  const requests = tally(settle);
  const streams = tally(settle);
  return {
    async enter(caller) {
      if (requests.all >= caps.requests) {
        return refuse("requests", caller, 503, 1, "The server is busy.");
      }
      if (requests.of(caller) >= caps.requestsOfOne) {
        return refuse(
          "requests",
          caller,
          429,
          1,
          "There are too many requests of this caller at once.",
        );
      }
      const release = requests.add(caller);
      const wait = await limiter.take(`http ${caller}`, caps.rate);
      if (wait === undefined) return release;
      release();
      return refuse("rate", caller, 429, wait, "There are too many requests of this caller.");
    },
    async weigh(caller, messages) {
      for (let more = messages - 1; more > 0; more--) {
        const wait = await limiter.take(`http ${caller}`, caps.rate);
        if (wait === undefined) continue;
        return refuse("rate", caller, 429, wait, "There are too many messages of this caller.");
      }
      return undefined;
    },
    open(caller) {
      if (streams.all >= caps.streams) {
        return refuse("streams", caller, 503, 30, "There are too many open streams.");
      }
      if (streams.of(caller) >= caps.streamsOfOne) {
        const message = "There are too many open streams of this caller; close some.";
        return refuse("streams", caller, 429, 30, message);
      }
      return streams.add(caller);
    },
    async fail(address) {
      onRefused?.("authentication", address);
      const wait = await limiter.take(`failed ${address}`, caps.failures);
      if (wait === undefined) return undefined;
      const message = "There are too many failed authentications from this address.";
      return refuse("failures", address, 429, wait, message);
    },
    note: (refusal, who) => onRefused?.(refusal, who),
    async idle() {
      const { promise, resolve } = Promise.withResolvers<void>();
      idle.add(resolve);
      settle();
      await promise;
    },
    get requests() {
      return requests.all;
    },
    get streams() {
      return streams.all;
    },
  };
}

/** Counts what is open, in all and of each caller. */
function tally(onReleased: () => void) {
  const own = new Map<string, number>();
  let all = 0;
  return {
    get all() {
      return all;
    },
    of: (caller: string) => own.get(caller) ?? 0,
    add(caller: string): Release {
      all++;
      own.set(caller, (own.get(caller) ?? 0) + 1);
      return once(() => {
        all--;
        const rest = (own.get(caller) ?? 1) - 1;
        if (rest > 0) own.set(caller, rest);
        else own.delete(caller);
        onReleased();
      });
    },
  };
}

/** An answer while the server ends; the next request needs a connection to another. */
export function ending(): Response {
  return refused(503, 1, "The server is ending.", { Connection: "close" });
}

/** An answer beyond a cap. */
function refused(
  status: 429 | 503,
  seconds: number,
  message: string,
  headers: Record<string, string> = {},
): Response {
  return rpcError(status, -32000, `${message} Try again later.`, {
    ...headers,
    "Retry-After": String(seconds),
  });
}

/** A function that does it the first time only. */
export function once(end: () => void): Release {
  let isOver = false;
  return () => {
    if (isOver) return;
    isOver = true;
    end();
  };
}
