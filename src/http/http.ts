import {
  hostHeaderValidationResponse,
  originValidationResponse,
} from "@modelcontextprotocol/server";
import type { Logger } from "@logtape/logtape";
import { type Context, Hono } from "hono";
import type { Limiter } from "../security/limits.ts";
import type { Authenticate } from "../security/principal.ts";
import type { SessionStore } from "../storage/session_store.ts";
import { isHealthy } from "../telemetry/health.ts";
import { RestaurantError } from "../values/errors.ts";
import { admission, type OAuthEdge } from "./admission.ts";
import { ending, type HttpCaps, type HttpGuard, type Refusal } from "./guard.ts";
import { mcpEndpoint } from "./mcp_endpoint.ts";
import { rpcError } from "../mcp/rpc_error.ts";
import type { Registry } from "../mcp/registry.ts";
import type { ServerFactory } from "../mcp/server.ts";
import type { Updates } from "../mcp/updates.ts";

/** What the HTTP edge serves, to whom. */
export interface HttpOptions {
  readonly createServer: ServerFactory;
  readonly registry: Registry;
  readonly logger: Logger;
  /** Changes that subscribed clients hear of. */
  readonly updates: Updates;
  readonly authenticate: Authenticate;
  /** Host names under which requests may come. */
  readonly hostNames: readonly string[];
  /** Where clients get tokens; absent without an authorization server. */
  readonly oauth?: OAuthEdge | undefined;
  readonly limiter: Limiter;
  /** Where several processes find the sessions of each other; absent where there is one. */
  readonly sessions?: SessionStore | undefined;
  readonly caps?: HttpCaps;
  /** Whether each part of the program works. */
  checks(): Promise<Readonly<Record<string, "ok" | "failing">>>;
  /** Hears of every request that is refused before it becomes a call. */
  onRefused?(refusal: Refusal): void;
  /** The figures for Prometheus, with those of the edge itself. */
  metrics(gauges: HttpGauges): Promise<string>;
}

/** What the edge holds open at the moment. */
export type HttpGauges = Pick<HttpGuard, "requests" | "streams"> & {
  /** Sessions of the 2025 revisions. */
  readonly sessions: number;
};

/** A fetch handler and what has to be closed with it. */
export interface HttpEdge extends AsyncDisposable {
  /** Admits nothing more, ends streams that would last, and waits for what is in flight. */
  drain(): Promise<void>;
  /** @param address From where the request comes. */
  fetch(request: Request, address?: string): Response | Promise<Response>;
}

/** What hono carries along with a request. */
interface Bindings {
  readonly address: string;
}

type RequestContext = Context<{ Bindings: Bindings }>;

/**
 * The HTTP face: `/mcp` for clients of both eras, `/healthz` and `/readyz` for those who watch,
 * `/metrics` for Prometheus, and where an authorization server is configured, its metadata.
 */
export function httpEdge(options: HttpOptions): HttpEdge {
  const { logger, oauth } = options;
  const app = new Hono<{ Bindings: Bindings }>();
  const mcp = mcpEndpoint(options);
  const admit = admission(options);
  app.use(async (context, next) => rebinding(context.req.raw, options.hostNames) ?? await next());
  app.get("/healthz", (context) => context.json({ status: "ok" }));
  app.get("/readyz", (context) => admit.isDraining ? ending() : readiness(context, options.checks));
  app.get(
    "/metrics",
    (context) =>
      admit.serve(context.req.raw, context.env.address, async (principal) => {
        if (!principal.scopes.has("operations:metrics")) return forbidden("operations:metrics");
        return new Response(await options.metrics({ ...admit.gauges(), sessions: mcp.sessions }), {
          headers: { "content-type": "text/plain; version=0.0.4; charset=utf-8" },
        });
      }),
  );
  if (oauth !== undefined) serveMetadata(app, oauth);
  app.all(
    "/mcp",
    ({ req, env }) =>
      admit.serve(
        req.raw,
        env.address,
        (principal) => mcp.fetch(req.raw, principal, (body) => admit.challenge(principal, body)),
      ),
  );
  app.notFound((context) => context.json({ error: "Not found. MCP is served at /mcp." }, 404));
  app.onError((error, context) => failure(error, context, logger));
  return {
    fetch: (request, address = "unknown") => app.fetch(request, { address }),
    drain: admit.drain,
    async [Symbol.asyncDispose]() {
      await mcp[Symbol.asyncDispose]();
      admit[Symbol.dispose]();
    },
  };
}

/** Refuses a page of another site whose name was made to resolve to this machine. */
function rebinding(request: Request, hostNames: readonly string[]): Response | undefined {
  return hostHeaderValidationResponse(request, [...hostNames]) ??
    originValidationResponse(request, [...hostNames]);
}

async function readiness(
  context: RequestContext,
  checks: HttpOptions["checks"],
): Promise<Response> {
  const found = await checks();
  if (isHealthy(found)) return context.json({ status: "ready", checks: found });
  return context.json({ status: "not ready", checks: found }, 503, { "Retry-After": "5" });
}

/** At both places where clients look: for the server, and for its one address. */
function serveMetadata(app: Hono<{ Bindings: Bindings }>, { metadata }: OAuthEdge): void {
  for (const place of ["", "/mcp"]) {
    app.get(`/.well-known/oauth-protected-resource${place}`, (context) => context.json(metadata));
  }
}

function forbidden(scope: string): Response {
  return Response.json({ error: `This needs a token with ${scope}.` }, { status: 403 });
}

function failure(error: unknown, context: RequestContext, logger: Logger): Response {
  if (error instanceof RestaurantError && error.code === "SERVICE_UNAVAILABLE") {
    logger.error("unavailable: {error}", { error, cause: error.cause });
    const seconds = String(error.details.retry_after_seconds ?? 5);
    return rpcError(503, -32000, error.message, { "Retry-After": seconds });
  }
  logger.error("unexpected error on {path}: {error}", { path: context.req.path, error });
  return context.json({ error: "Something failed inside the server." }, 500);
}
