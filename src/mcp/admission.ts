import type { Authenticate, Principal } from "../security/principal.ts";
import { rightsOf } from "../security/principal.ts";
import {
  bearerOf,
  type Challenge,
  insufficientScope,
  malformedHeader,
  unauthorized,
} from "./bearer.ts";
import { type GuardOptions, type HttpGuard, httpGuard, type Release } from "./http_guard.ts";
import type { ProtectedResource } from "./protected_resource.ts";
import type { Registry } from "./registry.ts";
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
  /** Hears of every authentication that failed. */
  onFailure?(): void;
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
}

/** Starts admitting. */
export function admission(options: AdmissionOptions): Admission {
  const { authenticate, registry, oauth } = options;
  const guard = httpGuard(options);
  const closing = new AbortController();
  const resourceMetadata = oauth?.metadataUrl;
  const everyScope = [...new Set(registry.tools.flatMap(({ scopes }) => scopes))].sort();
  const asked: Challenge = { resourceMetadata, ...(oauth && { scopes: everyScope }) };

  async function callerOf(request: Request, address: string): Promise<Principal | Response> {
    const bearer = bearerOf(request);
    if ("isMalformed" in bearer) return malformedHeader(asked);
    const principal = await authenticate(bearer.token);
    if (principal !== undefined) return principal;
    options.onFailure?.();
    return await guard.fail(address) ?? unauthorized(asked, bearer.token !== undefined);
  }

  /** A subscription ends when its caller loses its rights, and with the server. */
  function subscription(
    request: Request,
    body: ReadableStream<Uint8Array>,
    principal: Principal,
    release: Release,
  ): ReadableStream<Uint8Array> {
    const lost = new AbortController();
    const timer = setInterval(async () => {
      if (!(await hasStill(request, principal))) lost.abort();
    }, RECHECK_MS);
    return watchedStream(body, {
      signal: AbortSignal.any([lost.signal, closing.signal]),
      onEnd() {
        clearInterval(timer);
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
      const ending = { signal: closing.signal, onEnd: entered };
      return new Response(watchedStream(response.body, ending), response);
    }
    entered();
    return new Response(subscription(request, response.body, principal, opened), response);
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
    [Symbol.dispose]: () => closing.abort(),
  };
}

/** Whether a request asks for a stream that stays open: the header must say what the body does. */
function isSubscription({ method, headers }: Request): boolean {
  return method === "GET"
    ? headers.has("mcp-session-id")
    : headers.get("mcp-method") === "subscriptions/listen";
}

/** The scopes of the tool that a message calls, where its caller lacks one of them. */
function neededScopes(
  registry: Registry,
  principal: Principal,
  body: unknown,
): readonly string[] | undefined {
  const name = toolCalledBy(body);
  const tool = registry.tools.find(({ definition }) => definition.name === name);
  if (tool === undefined || tool.scopes.every((scope) => principal.scopes.has(scope))) return;
  return [...new Set([...principal.scopes, ...tool.scopes])].sort();
}

function toolCalledBy(body: unknown): unknown {
  if (typeof body !== "object" || body === null || !("method" in body)) return undefined;
  if (body.method !== "tools/call" || !("params" in body)) return undefined;
  const { params } = body;
  return typeof params === "object" && params !== null && "name" in params
    ? params.name
    : undefined;
}
