import type { Authenticate, Principal } from "../security/principal.ts";
import { rightsOf } from "../security/principal.ts";
import {
  bearerOf,
  type Challenge,
  insufficientScope,
  malformedHeader,
  unauthorized,
} from "./bearer.ts";
import { ending, type GuardOptions, type HttpGuard, httpGuard } from "./http_guard.ts";
import type { ProtectedResource } from "./protected_resource.ts";
import { neededScopes } from "./needed_scopes.ts";
import { type Registry, scopesOf } from "./registry.ts";
import { watchedStream } from "./stream.ts";

/** How soon a stream ends whose caller lost its rights. */
const RECHECK_MS = 1000;

/** Where clients get tokens. */
export interface OAuthEdge {
  /** Address of the metadata. */
  readonly metadataUrl: string;
  readonly metadata: ProtectedResource;
}

/** By what requests are admitted. */
export interface AdmissionOptions extends GuardOptions {
  readonly authenticate: Authenticate;
  readonly registry: Registry;
  readonly oauth?: OAuthEdge | undefined;
}

/** Lets requests in that may come in, and follows them until they end. */
export interface Admission extends Disposable {
  /** Serves a request of a caller who is known; any other is answered here. */
  serve(
    request: Request,
    address: string,
    work: (principal: Principal) => Promise<Response>,
  ): Promise<Response>;
  /** 403 for a message that needs more scopes than its OAuth token has; then more can be asked. */
  challenge(principal: Principal, body: unknown): Response | undefined;
  gauges(): Pick<HttpGuard, "requests" | "streams">;
  /** Whether nothing more is admitted. */
  readonly isDraining: boolean;
  /** Admits nothing more, ends the streams that would last, and waits for what is in flight. */
  drain(): Promise<void>;
}

/** Starts admitting. */
export function admission(options: AdmissionOptions): Admission {
  const { authenticate, registry, oauth } = options;
  const guard = httpGuard(options);
  const draining = new AbortController();
  const closing = new AbortController();
  const resourceMetadata = oauth?.metadataUrl;
  const asked: Challenge = { resourceMetadata, ...(oauth && { scopes: scopesOf(registry) }) };

  async function callerOf(request: Request, address: string): Promise<Principal | Response> {
    const bearer = bearerOf(request);
    if ("isMalformed" in bearer) return malformedHeader(asked);
    const principal = await authenticate(bearer.token);
    if (principal !== undefined) return principal;
    // Every client begins without a token to learn where it gets one: that is no failure.
    if (bearer.token === undefined) return unauthorized(asked, false);
    return await guard.fail(address) ?? unauthorized(asked, true);
  }

  /** A stream stays counted until it ends, and ends when its caller loses its rights. */
  function following(
    request: Request,
    response: Response,
    principal: Principal,
  ): Response {
    const isStream = response.headers.get("content-type")?.startsWith("text/event-stream");
    if (!isStream || response.body === null) return response;
    const opened = guard.open(principal.id);
    if (opened instanceof Response) {
      void response.body.cancel();
      return opened;
    }
    const lost = new AbortController();
    const timer = setInterval(async () => {
      if (!(await hasStill(request, principal))) lost.abort();
    }, RECHECK_MS);
    const body = watchedStream(response.body, {
      signal: AbortSignal.any([
        lost.signal,
        closing.signal,
        ...(isLasting(request) ? [draining.signal] : []),
      ]),
      onEnd() {
        clearInterval(timer);
        opened();
      },
    });
    return new Response(body, response);
  }

  /** A database that is away for a moment ends no stream. */
  async function hasStill(request: Request, principal: Principal): Promise<boolean> {
    const bearer = bearerOf(request);
    if ("isMalformed" in bearer) return false;
    const now = await authenticate(bearer.token).catch(() => principal);
    return now !== undefined && rightsOf(now) === rightsOf(principal);
  }

  return {
    async serve(request, address, work) {
      if (draining.signal.aborted) return ending();
      const principal = await callerOf(request, address);
      if (principal instanceof Response) return principal;
      const entered = await guard.enter(principal.id);
      if (entered instanceof Response) return entered;
      try {
        return following(request, await work(principal), principal);
      } finally {
        entered();
      }
    },
    challenge(principal, body) {
      if (!principal.isOAuth) return undefined;
      const needed = neededScopes(registry, principal, body);
      return needed === undefined
        ? undefined
        : insufficientScope({ resourceMetadata, scopes: needed });
    },
    gauges: () => ({ requests: guard.requests, streams: guard.streams }),
    get isDraining() {
      return draining.signal.aborted;
    },
    async drain() {
      draining.abort();
      await guard.idle();
    },
    [Symbol.dispose]: () => closing.abort(),
  };
}

/** Whether the answer to a request is a stream without an end of its own, in either era. */
function isLasting({ method, headers }: Request): boolean {
  return method === "GET" || headers.get("mcp-method") === "subscriptions/listen";
}
