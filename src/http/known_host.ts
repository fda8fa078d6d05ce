import { validateHostHeader, validateOriginHeader } from "@modelcontextprotocol/server";
import { rpcError } from "../mcp/rpc_error.ts";
import { boundedText } from "../values/text.ts";
import { withHeaders } from "./edge_answer.ts";
import type { EdgeRequest } from "./edge_request.ts";
import type { HttpGuard } from "./guard.ts";
import type { Step } from "./step.ts";

const LONGEST_HOST = 100;
/** More ways to write the host names, with their ports, than clients use. */
const MOST_KNOWN = 100;

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
  // Taking a name apart costs more than the other steps: clients send the same ones.
  const known = new Set<string>();
  const isKnown = (host: string | null) => {
    if (host === null || known.has(host)) return host !== null;
    const { ok } = validateHostHeader(host, names);
    if (ok && known.size < MOST_KNOWN) known.add(host);
    return ok;
  };
  const refused = (answer: Response, address: string) => {
    note("host", address);
    return answer;
  };
  return (next) => async (exchange) => {
    const { address, request: { headers } } = exchange;
    const host = headers.get("host");
    if (!isKnown(host)) return refused(unknownHost(host ?? ""), address);
    const origin = headers.get("origin");
    if (origin === null || !origins.includes(origin)) {
      const checked = validateOriginHeader(origin, names);
      if (checked.ok) return await next(exchange);
      return refused(rpcError(403, -32000, checked.message), address);
    }
    if (isPreflight(exchange.request)) return preflight(origin);
    return withHeaders(await next(exchange), {
      "access-control-allow-origin": origin,
      "access-control-expose-headers": READ,
      vary: "Origin",
    });
  };
}

function unknownHost(named: string): Response {
  const host = boundedText(named, LONGEST_HOST);
  return rpcError(
    403,
    -32000,
    `This server does not answer to the host '${host}'. If clients are to reach it so, its ` +
      "operator adds the name to MCP_ALLOWED_HOSTS.",
  );
}

function isPreflight({ method, headers }: EdgeRequest): boolean {
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
