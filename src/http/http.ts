import type { Logger } from "@logtape/logtape";
import { Hono } from "hono";
import type { Limiter } from "../security/limits.ts";
import type { Authenticate } from "../security/principal.ts";
import type { SessionStore } from "../storage/session_store.ts";
import { type Checks, isHealthy } from "../telemetry/health.ts";
import { RestaurantError } from "../values/errors.ts";
import { suppressRepeats } from "../values/suppress_repeats.ts";
import type { Challenge } from "./bearer.ts";
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
import { SIGN_IN_PATHS, staticTokensOnly } from "./static_tokens.ts";
import type { EdgeContext, EdgeEnv } from "./step.ts";
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

/** A fetch handler and what has to be closed with it. */
export interface HttpEdge extends AsyncDisposable {
  /** Admits nothing more, ends streams that would last, and waits for what is in flight. */
  drain(): Promise<void>;
  /** @param address The other end of the connection. */
  fetch(request: Request, address?: string): Response | Promise<Response>;
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
  const { logger, oauth, authenticate, registry, hostNames, checks, open = [] } = options;
  const app = new Hono<EdgeEnv>();
  const guard = httpGuard(options);
  const mcp = mcpEndpoint({ ...options, guard });
  const end = ends();
  const clientAddress = clientAddressBehind(options.trustedProxies ?? []);
  const share = { guard, watch: rightsWatch(authenticate, RECHECK_MS), ends: end };
  const challenge = challengeOf(oauth, registry);
  const known = [
    knownCaller({ authenticate, guard, challenge }),
    // Again: it may have begun to end while the caller was authenticated, and nothing counted that.
    untilDrained(end),
    fairShare(share),
  ] as const;
  const anyone = fairShareOfAddress(share);

  app.use(knownHost(hostNames, guard, options.origins));
  app.get("/healthz", (context) => context.json({ status: "ok" }));
  app.use(untilDrained(end));
  app.get("/readyz", (context) => readiness(context, checks));
  for (const path of oauth === undefined ? SIGN_IN_PATHS : []) app.all(path, staticTokensOnly);
  for (const path of oauth === undefined ? [] : METADATA_PATHS) {
    app.get(path, (context) => context.json(oauth?.metadata));
  }
  for (const { path, serve } of open) {
    app.get(path, anyone, ({ req }) => serve(req.raw, req.param()));
  }
  app.get(
    "/metrics",
    ...known,
    (context) =>
      figures(context, guard, () =>
        options.metrics({
          requests: guard.requests,
          streams: guard.streams,
          sessions: mcp.sessions,
        })),
  );
  for (const path of ["/mcp", "/mcp/"]) {
    app.all(
      path,
      ...known,
      ({ req, env, var: { principal } }) => mcp.fetch(req.raw, principal, env.address),
    );
  }
  app.notFound((context) => context.json({ error: "Not found. MCP is served at /mcp." }, 404));
  const onUnavailable = suppressRepeats((error) =>
    logger.error("unavailable: {error}", { error, cause: Object(error).cause })
  );
  app.onError((error, context) => failure(error, context, logger, onUnavailable));

  return {
    fetch: (request, peer = "unknown") =>
      app.fetch(request, { address: clientAddress(request.headers, peer) }),
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

/** Where clients look for it: for the server, and for its one address. */
const METADATA_PATHS = ["", "/mcp"].map((place) => `/.well-known/oauth-protected-resource${place}`);

function challengeOf(oauth: OAuthEdge | undefined, registry: Registry): Challenge {
  return {
    resourceMetadata: oauth?.metadataUrl,
    ...(oauth !== undefined && { scopes: scopesOf(registry) }),
  };
}

async function readiness(context: EdgeContext, checks: HttpOptions["checks"]): Promise<Response> {
  const found = await checks();
  if (isHealthy(found)) return context.json({ status: "ready", checks: found });
  return context.json({ status: "not ready", checks: found }, 503, { "Retry-After": "5" });
}

async function figures(
  context: EdgeContext,
  { note }: Pick<HttpGuard, "note">,
  metrics: () => Promise<string>,
): Promise<Response> {
  const scope = "operations:metrics";
  const { principal: { id, scopes } } = context.var;
  if (!scopes.has(scope)) {
    note("scope", `${id} at ${context.env.address}`);
    return context.json({ error: `This needs a token with ${scope}.` }, 403);
  }
  return context.body(await metrics(), 200, {
    "content-type": "text/plain; version=0.0.4; charset=utf-8",
  });
}

function failure(
  error: unknown,
  context: EdgeContext,
  logger: Logger,
  onUnavailable: (error: unknown) => void,
): Response {
  if (error instanceof RestaurantError && error.code === "SERVICE_UNAVAILABLE") {
    onUnavailable(error);
    const seconds = String(error.details.retry_after_seconds ?? 5);
    return rpcError(503, -32000, error.message, { "Retry-After": seconds });
  }
  logger.error("unexpected error on {path}: {error}", { path: context.req.path, error });
  return context.json({ error: "Something failed inside the server." }, 500);
}
