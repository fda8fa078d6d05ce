import type { Authenticate, Principal } from "../security/principal.ts";
import {
  bearerOf,
  type Challenge,
  insufficientScope,
  malformedHeader,
  unauthorized,
} from "./bearer.ts";
import { ending, type GuardOptions, type HttpGuard, httpGuard, type Release } from "./guard.ts";
import type { ProtectedResource } from "./protected_resource.ts";
import { neededScopes } from "./needed_scopes.ts";
import { type Registry, scopesOf } from "../mcp/registry.ts";
import { rightsWatch } from "./rights_watch.ts";
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
  const watch = rightsWatch(authenticate, RECHECK_MS);
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

  /** A subscription ends when its caller loses its rights, and with the server. */
  function subscription(
    request: Request,
    body: ReadableStream<Uint8Array>,
    principal: Principal,
    release: Release,
  ): ReadableStream<Uint8Array> {
    const lost = new AbortController();
    const leave = watch.follow(request, principal, () => lost.abort());
    return watchedStream(body, {
      signal: AbortSignal.any([lost.signal, draining.signal, closing.signal]),
      onEnd() {
        leave();
        release();
      },
    });
  }

  /**
   * Follows an answer to its end: an answer that comes as a stream is a request in flight until
   * then, a subscription is a stream that is open.
   */
  function following(
    request: Request,
    response: Response,
    principal: Principal,
    { entered, opened }: { readonly entered: Release; readonly opened: Release | undefined },
  ): Response {
    const isStream = response.headers.get("content-type")?.startsWith("text/event-stream");
    if (!isStream || response.body === null) {
      entered();
      opened?.();
      return response;
    }
    if (opened === undefined) {
      const body = watchedStream(response.body, { signal: closing.signal, onEnd: entered });
      return new Response(body, response);
    }
    entered();
    return new Response(subscription(request, response.body, principal, opened), response);
  }

  return {
    async serve(request, address, work) {
      if (draining.signal.aborted) return ending();
      const principal = await callerOf(request, address);
      if (principal instanceof Response) return principal;
      const entered = await guard.enter(principal.id);
      if (entered instanceof Response) return entered;
      // Before anything is done: what was refused must not have happened.
      const opened = isSubscription(request) ? guard.open(principal.id) : undefined;
      if (opened instanceof Response) {
        entered();
        return opened;
      }
      try {
        const response = await work(principal);
        return following(request, response, principal, { entered, opened });
      } catch (error) {
        entered();
        opened?.();
        throw error;
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

/** Whether a request asks for a stream that stays open: the header must say what the body does. */
function isSubscription({ method, headers }: Request): boolean {
  return method === "GET"
    ? headers.has("mcp-session-id")
    : headers.get("mcp-method") === "subscriptions/listen";
}
