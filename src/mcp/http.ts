import {
  createMcpHandler,
  hostHeaderValidationResponse,
  isJsonContentType,
  isLegacyRequest,
  localhostAllowedHostnames,
  localhostAllowedOrigins,
  originValidationResponse,
  readRequestBody,
  type ServerEventBus,
} from "@modelcontextprotocol/server";
import type { Logger } from "@logtape/logtape";
import { Hono } from "hono";
import type { ServerFactory } from "./server.ts";
import { createSessions } from "./sessions.ts";
import { updateParams, type Updates } from "./updates.ts";

/** A megabyte: far more than any call needs, far less than it takes to hurt. */
const LARGEST_BODY = 1_048_576;

/** What the HTTP edge serves. */
export interface HttpOptions {
  readonly createServer: ServerFactory;
  readonly logger: Logger;
  /** Changes that `subscriptions/listen` streams hear of. */
  readonly updates?: Updates;
  /** Throws when the database does not answer. */
  ping(): Promise<void>;
}

/** A fetch handler and what has to be closed with it. */
export interface HttpEdge extends AsyncDisposable {
  fetch(request: Request): Response | Promise<Response>;
}

/** The HTTP face: `/mcp` for clients of both eras, `/healthz` and `/readyz` for those who watch. */
export function httpEdge({ createServer, logger, updates, ping }: HttpOptions): HttpEdge {
  const app = new Hono();
  const mcp = mcpEndpoint(createServer, logger, updates);
  app.use(async (context, next) => rebinding(context.req.raw) ?? await next());
  app.get("/healthz", (context) => context.json({ status: "ok" }));
  app.get("/readyz", async (context) => {
    try {
      await ping();
      return context.json({ status: "ready" });
    } catch (error) {
      logger.error("not ready: {error}", { error });
      return context.json({ status: "not ready" }, 503);
    }
  });
  app.all("/mcp", (context) => mcp.fetch(context.req.raw));
  app.notFound((context) => context.json({ error: "Not found. MCP is served at /mcp." }, 404));
  app.onError((error, context) => {
    logger.error("unexpected error on {path}: {error}", { path: context.req.path, error });
    return context.json({ error: "Something failed inside the server." }, 500);
  });
  return { fetch: (request) => app.fetch(request), [Symbol.asyncDispose]: mcp.close };
}

/** Refuses a page of another site whose name was made to resolve to this machine. */
function rebinding(request: Request): Response | undefined {
  return hostHeaderValidationResponse(request, localhostAllowedHostnames()) ??
    originValidationResponse(request, localhostAllowedOrigins());
}

function mcpEndpoint(createServer: ServerFactory, logger: Logger, updates?: Updates) {
  const modern = createMcpHandler(createServer, {
    legacy: "reject",
    ...(updates !== undefined && { bus: busOf(updates) }),
    onerror: (error) => logger.debug("protocol: {error}", { error }),
  });
  const sessions = createSessions(createServer);
  return {
    async fetch(request: Request): Promise<Response> {
      if (request.method !== "POST") return await sessionOperation(request);
      const body = await readJson(request);
      if (body instanceof Response) return body;
      return await isLegacyRequest(request, body.json)
        ? await sessions.handle(request, body.json)
        : await modern.fetch(request, { parsedBody: body.json });
    },
    async close(): Promise<void> {
      await modern.close();
      await sessions[Symbol.asyncDispose]();
    },
  };

  /** 2025 clients open a stream with GET and end their session with DELETE. */
  async function sessionOperation(request: Request): Promise<Response> {
    if (request.headers.has("mcp-session-id")) return await sessions.handle(request, undefined);
    return rpcError(405, -32000, "Method not allowed; POST a JSON-RPC message.", { Allow: "POST" });
  }
}

/** The updates in the form in which the handler takes them; nobody publishes through it. */
function busOf(updates: Updates): ServerEventBus {
  return {
    publish: () => {},
    subscribe: (listener) =>
      updates((update) =>
        listener({ kind: "resource_updated", uri: update.uri, params: updateParams(update) })
      ),
  };
}

async function readJson(request: Request): Promise<{ json: unknown } | Response> {
  if (!isJsonContentType(request.headers.get("content-type"))) {
    return rpcError(415, -32000, "Content-Type must be application/json.");
  }
  const body = await readRequestBody(request, LARGEST_BODY);
  if (body.tooLarge) {
    return rpcError(413, -32000, `The body is larger than ${LARGEST_BODY} bytes.`);
  }
  try {
    return { json: JSON.parse(body.text) };
  } catch {
    return rpcError(400, -32700, "The body is not valid JSON.");
  }
}

function rpcError(
  status: number,
  code: number,
  message: string,
  headers: Record<string, string> = {},
): Response {
  return Response.json({ jsonrpc: "2.0", id: null, error: { code, message } }, { status, headers });
}
