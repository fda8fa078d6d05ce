import type { Ends } from "./ends.ts";
import { type HttpGuard, once, type Release } from "./guard.ts";
import type { RightsWatch } from "./rights_watch.ts";
import type { EdgeContext, Step } from "./step.ts";
import { watchedStream } from "./stream.ts";

/** Counts requests and streams, and ends them. */
export interface FairShareOptions {
  readonly guard: HttpGuard;
  readonly watch: RightsWatch;
  readonly ends: Ends;
}

/** Limits the concurrent requests and streams of a caller, and follows each to its end. */
export function fairShare(options: FairShareOptions): Step {
  const { guard } = options;
  return async (context, next) => {
    const { id } = context.var.principal;
    const entered = await guard.enter(id);
    if (entered instanceof Response) return entered;
    // Before anything is done: what was refused must not have happened.
    const opened = isSubscription(context.req.raw) ? guard.open(id) : undefined;
    if (opened instanceof Response) {
      entered();
      return opened;
    }
    await next();
    replaceAnswer(context, follow(context, { entered, opened }, options));
  };
}

/** Limits the concurrent requests of an address whose callers are not authenticated. */
export function fairShareOfAddress({ guard, ends }: Omit<FairShareOptions, "watch">): Step {
  return async (context, next) => {
    const entered = await guard.enter(`address ${context.env.address}`);
    if (entered instanceof Response) return entered;
    await next();
    replaceAnswer(context, toItsEnd(context.res, entered, ends.closing));
  };
}

/**
 * Follows an answer to its end: an answer that comes as a stream is a request in flight until then,
 * a subscription is a stream that is open. A subscription ends when its caller loses its rights, and
 * with the server.
 */
function follow(
  { req, res, var: { principal } }: EdgeContext,
  { entered, opened }: { readonly entered: Release; readonly opened: Release | undefined },
  { watch, ends }: FairShareOptions,
): Response {
  if (opened === undefined) return toItsEnd(res, entered, ends.closing);
  entered();
  const lost = new AbortController();
  const leave = once(watch.follow(req.raw, principal, () => lost.abort()));
  const end = () => {
    leave();
    opened();
  };
  return toItsEnd(res, end, AbortSignal.any([lost.signal, ends.draining, ends.closing]));
}

/** Notes when an answer has been given: at once, or at the end of its stream. */
function toItsEnd(answer: Response, onEnd: Release, signal: AbortSignal): Response {
  const isStream = answer.headers.get("content-type")?.startsWith("text/event-stream");
  if (isStream && answer.body !== null) {
    return new Response(watchedStream(answer.body, { signal, onEnd }), answer);
  }
  onEnd();
  return answer;
}

/** Without the first assignment hono would merge the headers of both. */
function replaceAnswer(context: EdgeContext, answer: Response): void {
  if (context.res === answer) return;
  context.res = undefined;
  context.res = answer;
}

/** Whether a request asks for a stream that stays open; the header must agree with the body. */
function isSubscription({ method, headers }: Request): boolean {
  return method === "GET"
    ? headers.has("mcp-session-id")
    : headers.get("mcp-method") === "subscriptions/listen";
}
