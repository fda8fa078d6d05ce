import { ending } from "./guard.ts";
import type { Exchange, Step } from "./step.ts";

/** How the edge ends: first it admits nothing more, then what is left is given up. */
export interface Ends {
  /** Aborted once nothing more is admitted: streams that would last end then. */
  readonly draining: AbortSignal;
  /** Aborted when every remaining request is to be abandoned. */
  readonly closing: AbortSignal;
  drain(): void;
  close(): void;
}

/** An edge that has not ended. */
export function ends(): Ends {
  const draining = new AbortController();
  const closing = new AbortController();
  return {
    draining: draining.signal,
    closing: closing.signal,
    drain: () => draining.abort(),
    close: () => closing.abort(),
  };
}

/** Refuses what comes while the server ends. */
export function untilDrained<On extends Exchange>(
  { draining }: Pick<Ends, "draining">,
): Step<On> {
  return (next) => async (exchange) => draining.aborted ? ending() : await next(exchange);
}
