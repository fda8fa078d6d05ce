import type { EdgeAnswer } from "./edge_answer.ts";
import type { EdgeRequest } from "./edge_request.ts";
import type { Ends } from "./ends.ts";
import { type HttpGuard, once, type Release } from "./guard.ts";
import type { RightsWatch } from "./rights_watch.ts";
import type { KnownExchange, Step } from "./step.ts";
import { watchedStream } from "./stream.ts";

/** Counts requests and streams, and ends them. */
export interface FairShareOptions {
  readonly guard: HttpGuard;
  readonly watch: RightsWatch;
  readonly ends: Ends;
}

/** Limits the concurrent requests and streams of a caller, and follows each to its end. */
export function fairShare(options: FairShareOptions): Step<KnownExchange> {
  const { guard, ends } = options;
  return (next) => async (exchange) => {
    const { id } = exchange.principal;
    const entered = await guard.enter(id);
    if (entered instanceof Response) return entered;
    if (!isSubscription(exchange.request)) {
      return toItsEnd(await released(next(exchange), entered), entered, ends.closing);
    }
    // Before anything is done: what was refused must not have happened.
    const opened = guard.open(id);
    if (opened instanceof Response) {
      entered();
      return opened;
    }
    const answer = await released(next(exchange), entered, opened);
    entered();
    return followed(answer, exchange, opened, options);
  };
}

/** Limits the concurrent requests of an address whose callers are not authenticated. */
export function fairShareOfAddress({ guard, ends }: Omit<FairShareOptions, "watch">): Step {
  return (next) => async (exchange) => {
    const entered = await guard.enter(`address ${exchange.address}`);
    if (entered instanceof Response) return entered;
    return toItsEnd(await released(next(exchange), entered), entered, ends.closing);
  };
}

/** An answer on its way; nothing is held for one that fails. */
async function released(
  answer: Promise<EdgeAnswer>,
  ...releases: readonly Release[]
): Promise<EdgeAnswer> {
  try {
    return await answer;
  } catch (error) {
    for (const release of releases) release();
    throw error;
  }
}

/**
 * A subscription is a stream that is open until its end, which comes when its caller loses its
 * rights, and with the server.
 */
function followed(
  answer: EdgeAnswer,
  { request, principal }: KnownExchange,
  opened: Release,
  { watch, ends }: FairShareOptions,
): EdgeAnswer {
  const lost = new AbortController();
  const leave = once(watch.follow(request, principal, () => lost.abort()));
  const end = () => {
    leave();
    opened();
  };
  return toItsEnd(answer, end, AbortSignal.any([lost.signal, ends.draining, ends.closing]));
}

/** Notes when an answer has been given: at once, or at the end of its stream. */
function toItsEnd(answer: EdgeAnswer, onEnd: Release, signal: AbortSignal): EdgeAnswer {
  if (answer instanceof Response && answer.body !== null && isStream(answer)) {
    return new Response(watchedStream(answer.body, { signal, onEnd }), answer);
  }
  onEnd();
  return answer;
}

function isStream({ headers }: Response): boolean {
  return headers.get("content-type")?.startsWith("text/event-stream") ?? false;
}

/** Whether a request asks for a stream that stays open; the header must agree with the body. */
function isSubscription({ method, headers }: EdgeRequest): boolean {
  return method === "GET"
    ? headers.has("mcp-session-id")
    : headers.get("mcp-method") === "subscriptions/listen";
}
