import type { Principal } from "../security/principal.ts";
import type { EdgeAnswer } from "./edge_answer.ts";
import type { EdgeRequest } from "./edge_request.ts";

/** A request on its way through the edge. */
export interface Exchange {
  readonly request: EdgeRequest;
  /** The address of the client. */
  readonly address: string;
}

/** The same once its caller is known. */
export interface KnownExchange extends Exchange {
  readonly principal: Principal;
}

/** Answers a request. */
export type Handle<On extends Exchange = Exchange> = (exchange: On) => Promise<EdgeAnswer>;

/** One step of the chain: it answers a request itself, or lets `next` do it. */
export type Step<On extends Exchange = Exchange, Next extends Exchange = On> = (
  next: Handle<Next>,
) => Handle<On>;
