import {
  hostHeaderValidationResponse,
  originValidationResponse,
} from "@modelcontextprotocol/server";
import { rpcError } from "../mcp/rpc_error.ts";
import { boundedText } from "../values/text.ts";
import type { HttpGuard } from "./guard.ts";
import type { Step } from "./step.ts";

const LONGEST_HOST = 100;

/** Headers that the protocol's clients send, and those that pages may read of an answer. */
const SENT = "authorization, content-type, accept, last-event-id, mcp-session-id, " +
  "mcp-protocol-version, mcp-method, mcp-name, traceparent, tracestate";
const READ = "mcp-session-id, mcp-protocol-version, www-authenticate, retry-after";
/** A browser asks again after this many seconds. */
const PREFLIGHT_SECONDS = "600";

/**
 * Refuses a page of another site whose name was made to resolve to this machine. Pages of some
 * origins may be let in; a browser asks first, without a token, whether they are.
 *
 * @param origins Such as `https://app.example.com`.
 */
export function knownHost(
  hostNames: readonly string[],
  { note }: Pick<HttpGuard, "note">,
  origins: readonly string[] = [],
): Step {
  const names = [...hostNames];
  return async (context, next) => {
    const request = context.req.raw;
    const origin = request.headers.get("origin") ?? "";
    const isPermitted = origins.includes(origin);
    const refused = hostHeaderValidationResponse(request, names) !== undefined
      ? unknownHost(request)
      : isPermitted
      ? undefined
      : originValidationResponse(request, names);
    if (refused !== undefined) {
      note("host", context.env.address);
      return refused;
    }
    if (!isPermitted) return await next();
    if (isPreflight(request)) return preflight(origin);
    await next();
    context.header("Access-Control-Allow-Origin", origin);
    context.header("Access-Control-Expose-Headers", READ);
    context.header("Vary", "Origin", { append: true });
  };
}

function unknownHost({ headers }: Request): Response {
  const host = boundedText(headers.get("host") ?? "", LONGEST_HOST);
  return rpcError(
    403,
    -32000,
    `This server does not answer to the host '${host}'. If clients are to reach it so, its ` +
      "operator adds the name to MCP_ALLOWED_HOSTS.",
  );
}

function isPreflight({ method, headers }: Request): boolean {
  return method === "OPTIONS" && headers.has("access-control-request-method");
}

function preflight(origin: string): Response {
  return new Response(null, {
    status: 204,
    headers: {
      "Access-Control-Allow-Origin": origin,
      "Access-Control-Allow-Methods": "GET, POST, DELETE",
      "Access-Control-Allow-Headers": SENT,
      "Access-Control-Max-Age": PREFLIGHT_SECONDS,
      Vary: "Origin",
    },
  });
}
