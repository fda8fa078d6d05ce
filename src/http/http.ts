import type { Logger } from "@logtape/logtape";
import type { Limiter } from "../security/limits.ts";
import type { Authenticate } from "../security/principal.ts";
import type { SessionStore } from "../storage/session_store.ts";
import { type Checks, isHealthy } from "../telemetry/health.ts";
import { RestaurantError } from "../values/errors.ts";
import { suppressRepeats } from "../values/suppress_repeats.ts";
import type { Challenge } from "./bearer.ts";
import { type EdgeAnswer, webAnswer } from "./edge_answer.ts";
import { type EdgeRequest, pathOf, webRequest } from "./edge_request.ts";
import { clientAddressBehind } from "./client_address.ts";
import { ends, untilDrained } from "./ends.ts";
import { fairShare, fairShareOfAddress } from "./fair_share.ts";
import { type HttpCaps, type HttpGuard, httpGuard, type Refusal } from "./guard.ts";
import { knownCaller } from "./known_caller.ts";
import { knownHost } from "./known_host.ts";
import { mcpEndpoint } from "./mcp_endpoint.ts";
import type { OpenRoute } from "./open_route.ts";
import type { OAuthEdge } from "./protected_resource.ts";
import { rightsWatch } from "./rights_watch.ts";
import { type Route, router } from "./router.ts";
import { SIGN_IN_PATHS, staticTokensOnly } from "./static_tokens.ts";
import type { Exchange, Handle, KnownExchange, Step } from "./step.ts";
import { rpcError } from "../mcp/rpc_error.ts";
import { type Registry, scopesOf } from "../mcp/registry.ts";
import type { ServerFactory } from "../mcp/server.ts";
import type { Updates } from "../mcp/updates.ts";

/** What the HTTP edge serves, and to whom. */
export interface HttpOptions {
  readonly createServer: ServerFactory;
  readonly registry: Registry;
  readonly logger: Logger;
  /** Changes that subscribed clients are notified of. */
  readonly updates: Updates;
  readonly authenticate: Authenticate;
  /** Host names under which requests may come. */
  readonly hostNames: readonly string[];
  /** Origins of pages that may call, besides those of the host names. */
  readonly origins?: readonly string[] | undefined;
  /** Addresses and networks of proxies that are believed who the client is. */
  readonly trustedProxies?: readonly string[] | undefined;
  /** Where clients get tokens; absent without an authorization server. */
  readonly oauth?: OAuthEdge | undefined;
  readonly limiter: Limiter;
  /** Where several processes find each other's sessions; absent if there is one process. */
  readonly sessions?: SessionStore | undefined;
  readonly caps?: HttpCaps;
  /** Further routes, open to anyone who has the address. */
  readonly open?: readonly OpenRoute[];
  /** Whether each part of the program works. */
  checks(): Promise<Checks>;
  /** Called for every request that is refused before it becomes a call. */
  onRefused?(refusal: Refusal, who: string): void;
  /** The figures for Prometheus, with those of the edge itself. */
  metrics(gauges: HttpGauges): Promise<string>;
}

/** What the edge holds open now. */
export type HttpGauges = Pick<HttpGuard, "requests" | "streams"> & {
  /** Sessions of the 2025 revisions. */
  readonly sessions: number;
};

/** What answers requests, and has to be closed. */
export interface HttpEdge extends AsyncDisposable {
  /** Admits nothing more, ends streams that would last, and waits for what is in flight. */
  drain(): Promise<void>;
  /** @param address The other end of the connection. */
  answer(request: EdgeRequest, address?: string): Promise<EdgeAnswer>;
  /** The same with a response of the web. */
  fetch(request: Request, address?: string): Promise<Response>;
}

/** How soon a stream ends whose caller lost its rights. */
const RECHECK_MS = 1000;

/**
 * The HTTP edge: `/mcp` for clients of both eras, `/healthz` and `/readyz` for monitoring,
 * `/metrics` for Prometheus, the metadata of an authorization server if one is configured, and the
 * other open routes. Each request goes host → drain → authenticate → limit → route, in the order of
 * the lines below.
 */
export function httpEdge(options: HttpOptions): HttpEdge {
  const { logger, authenticate, registry, hostNames } = options;
  const guard = httpGuard(options);
  const mcp = mcpEndpoint({ ...options, guard });
  const end = ends();
  const clientAddress = clientAddressBehind(options.trustedProxies ?? []);
  const share = { guard, watch: rightsWatch(authenticate, RECHECK_MS), ends: end };
  const challenge = challengeOf(options.oauth, registry);
  const callers = knownCaller({ authenticate, guard, challenge });
  const admitted = (handle: Handle<KnownExchange>) =>
    // Again: it may have begun to end while the caller was authenticated, and nothing counted that.
    callers(untilDrained<KnownExchange>(end)(fairShare(share)(handle)));
  const gauges = () => ({
    requests: guard.requests,
    streams: guard.streams,
    sessions: mcp.sessions,
  });
  const served = router([
    ...MCP_PATHS.map((path) => all(path, admitted(mcp.answer))),
    ...openRoutes(options, fairShareOfAddress(share)),
    read("/metrics", admitted(figures(guard, () => options.metrics(gauges())))),
  ], notFound);
  const alive = router([read("/healthz", healthy)], untilDrained(end)(served));
  const known = knownHost(hostNames, guard, options.origins)(orFailure(logger)(alive));
  const answer = (request: EdgeRequest, peer = "unknown") =>
    known({ request, address: clientAddress(request.headers, peer) });
  return {
    answer,
    fetch: async (request, peer) => webAnswer(await answer(request, peer)),
    async drain() {
      end.drain();
      await guard.idle();
    },
    async [Symbol.asyncDispose]() {
      await mcp[Symbol.asyncDispose]();
      end.close();
    },
  };
}

const MCP_PATHS = ["/mcp", "/mcp/"];

/** What anyone may ask for: readiness, where to sign in, and the routes that are given. */
function openRoutes({ oauth, checks, open = [] }: HttpOptions, share: Step): Route[] {
  return [
    read("/readyz", () => readiness(checks)),
    ...(oauth === undefined
      ? SIGN_IN_PATHS.map((path) => all(path, async (asked) => await staticTokensOnly(asked)))
      : METADATA_PATHS.map((path) => read(path, async () => await Response.json(oauth.metadata)))),
    ...open.map(({ path, serve }): Route => ({
      path,
      methods: "read",
      handle: (exchange, variables) =>
        share(({ request }) => serve(webRequest(request), variables))(exchange),
    })),
  ];
}

function all(path: string, handle: Handle): Route {
  return { path, methods: "all", handle };
}

function read(path: string, handle: Handle): Route {
  return { path, methods: "read", handle };
}

function healthy(): Promise<Response> {
  return Promise.resolve(Response.json({ status: "ok" }));
}

function notFound(): Promise<Response> {
  const error = "Not found. MCP is served at /mcp.";
  return Promise.resolve(Response.json({ error }, { status: 404 }));
}

/** Where clients look for it: for the server, and for its one address. */
const METADATA_PATHS = ["", "/mcp"].map((place) => `/.well-known/oauth-protected-resource${place}`);

function challengeOf(oauth: OAuthEdge | undefined, registry: Registry): Challenge {
  return {
    resourceMetadata: oauth?.metadataUrl,
    ...(oauth !== undefined && { scopes: scopesOf(registry) }),
  };
}

async function readiness(checks: HttpOptions["checks"]): Promise<Response> {
  const found = await checks();
  if (isHealthy(found)) return Response.json({ status: "ready", checks: found });
  return Response.json({ status: "not ready", checks: found }, {
    status: 503,
    headers: { "Retry-After": "5" },
  });
}

function figures(
  { note }: Pick<HttpGuard, "note">,
  metrics: () => Promise<string>,
): Handle<KnownExchange> {
  const scope = "operations:metrics";
  return async ({ principal, address }) => {
    if (!principal.scopes.has(scope)) {
      note("scope", `${principal.id} at ${address}`);
      return Response.json({ error: `This needs a token with ${scope}.` }, { status: 403 });
    }
    return new Response(await metrics(), {
      headers: { "content-type": "text/plain; version=0.0.4; charset=utf-8" },
    });
  };
}

/** An error of what follows as an answer. */
function orFailure(logger: Logger): Step {
  const onUnavailable = suppressRepeats((error) =>
    logger.error("unavailable: {error}", { error, cause: Object(error).cause })
  );
  return (next) => async (exchange) => {
    try {
      return await next(exchange);
    } catch (error) {
      return failure(error, exchange, logger, onUnavailable);
    }
  };
}

function failure(
  error: unknown,
  { request }: Exchange,
  logger: Logger,
  onUnavailable: (error: unknown) => void,
): Response {
  if (error instanceof RestaurantError && error.code === "SERVICE_UNAVAILABLE") {
    onUnavailable(error);
    const seconds = String(error.details.retry_after_seconds ?? 5);
    return rpcError(503, -32000, error.message, { "Retry-After": seconds });
  }
  if (error instanceof RestaurantError && error.code === "INVALID_INPUT") {
    return Response.json({ error: error.message }, { status: 400 });
  }
  logger.error("unexpected error on {path}: {error}", { path: pathOf(request), error });
  return Response.json({ error: "Something failed inside the server." }, { status: 500 });
}
