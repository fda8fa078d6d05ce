import type { Authenticate, Principal } from "../security/principal.ts";
import { bearerOf, type Challenge, malformedHeader, unauthorized } from "./bearer.ts";
import type { HttpGuard } from "./guard.ts";
import type { Exchange, KnownExchange, Step } from "./step.ts";

/** How callers are identified, and what unidentified ones are told. */
export interface KnownCallerOptions {
  readonly authenticate: Authenticate;
  readonly guard: Pick<HttpGuard, "fail" | "note">;
  readonly challenge: Challenge;
}

/** Identifies the caller; refuses any other with how to get a token. */
export function knownCaller(options: KnownCallerOptions): Step<Exchange, KnownExchange> {
  return (next) => async ({ request, address }) => {
    const principal = await callerOf({ request, address }, options);
    if (principal instanceof Response) return principal;
    return await next({ request, address, principal });
  };
}

async function callerOf(
  { request, address }: Exchange,
  { authenticate, guard, challenge }: KnownCallerOptions,
): Promise<Principal | Response> {
  const bearer = bearerOf(request);
  if ("isMalformed" in bearer) {
    guard.note("anonymous", address);
    return malformedHeader(challenge);
  }
  const principal = await authenticate(bearer.token);
  if (principal !== undefined) return principal;
  // Every client starts without a token to learn where to get one: that is not a failure.
  if (bearer.token === undefined) {
    guard.note("anonymous", address);
    return unauthorized(challenge, false);
  }
  return await guard.fail(address) ?? unauthorized(challenge, true);
}
