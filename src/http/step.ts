import type { Context, MiddlewareHandler } from "hono";
import type { Principal } from "../security/principal.ts";

/** What the steps of the edge pass on with a request. */
export interface EdgeEnv {
  readonly Bindings: {
    /** The address of the client. */
    readonly address: string;
  };
  readonly Variables: {
    /** The caller; set once `authenticate` has let the request through. */
    readonly principal: Principal;
  };
}

/** A request on its way. */
export type EdgeContext = Context<EdgeEnv>;

/** One step of the chain: answers a request itself, or hands it on. */
export type Step = MiddlewareHandler<EdgeEnv>;
