import type { Limit, Limiter } from "../security/limits.ts";

/** How much the HTTP edge takes on at a time. */
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
  /** Milliseconds in which the body of a request must have come. */
  readonly bodyMs: number;
}

/** Far more than honest clients need. */
export const HTTP_CAPS: HttpCaps = {
  requests: 256,
  requestsOfOne: 128,
  streams: 2000,
  streamsOfOne: 100,
  rate: { calls: 3000, seconds: 60 },
  failures: { calls: 20, seconds: 60 },
  bodyMs: 10_000,
};

/** What the guard counts with. */
export interface GuardOptions {
  readonly limiter: Limiter;
  readonly caps?: HttpCaps;
}

/** Ends what it began, once. */
export type Release = () => void;

/** Keeps HTTP itself from being abused. Answers 429 or 503 with `Retry-After` beyond its caps. */
export interface HttpGuard {
  /** Counts a request of a caller as one in flight, until it is released. */
  enter(caller: string): Promise<Response | Release>;
  /** Counts a stream of a caller as open, until it is released. */
  open(caller: string): Response | Release;
  /** Counts a failed authentication: the answer to give instead once there were too many. */
  fail(address: string): Promise<Response | undefined>;
  readonly requests: number;
  readonly streams: number;
}

/** Starts counting. */
export function httpGuard({ limiter, caps = HTTP_CAPS }: GuardOptions): HttpGuard {
  const requests = tally();
  const streams = tally();
  return {
    async enter(caller) {
      if (requests.all >= caps.requests) return refused(503, 1, "The server is busy.");
      if (requests.of(caller) >= caps.requestsOfOne) {
        return refused(429, 1, "There are too many requests of this caller at once.");
      }
      const release = requests.add(caller);
      const wait = await limiter.take(`http ${caller}`, caps.rate);
      if (wait === undefined) return release;
      release();
      return refused(429, wait, "There are too many requests of this caller.");
    },
    open(caller) {
      if (streams.all >= caps.streams) return refused(503, 30, "There are too many open streams.");
      if (streams.of(caller) >= caps.streamsOfOne) {
        return refused(429, 30, "There are too many open streams of this caller; close some.");
      }
      return streams.add(caller);
    },
    async fail(address) {
      const wait = await limiter.take(`failed ${address}`, caps.failures);
      return wait === undefined
        ? undefined
        : refused(429, wait, "There are too many failed authentications from this address.");
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
function tally() {
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
      });
    },
  };
}

/** An answer beyond a cap. */
function refused(status: 429 | 503, seconds: number, message: string): Response {
  return Response.json(
    { jsonrpc: "2.0", id: null, error: { code: -32000, message: `${message} Try again later.` } },
    { status, headers: { "Retry-After": String(seconds) } },
  );
}

function once(end: () => void): Release {
  let isOver = false;
  return () => {
    if (isOver) return;
    isOver = true;
    end();
  };
}
