import { getLogger } from "@logtape/logtape";
import { listenFor } from "../../src/http/connections.ts";
import { httpEdge, type HttpOptions } from "../../src/http/http.ts";
import type { ServerFactory } from "../../src/mcp/server.ts";
import { LOCAL } from "../../src/security/principal.ts";

/** An HTTP server of the test's own, on a free port; ends with `await using`. */
export interface TestServer extends AsyncDisposable {
  readonly url: URL;
}

/** The edge without authentication and without limits that matter; a test may give its own parts. */
export function testHttpOptions(
  createServer: ServerFactory,
  parts: Partial<HttpOptions> = {},
): HttpOptions {
  return {
    createServer,
    registry: { tools: [], resources: [], prompts: [] },
    logger: getLogger("test"),
    updates: () => () => {},
    authenticate: (token) => Promise.resolve(token === undefined ? LOCAL : undefined),
    hostNames: ["localhost", "127.0.0.1", "[::1]"],
    limiter: { take: () => Promise.resolve(undefined) },
    checks: () => Promise.resolve({ database: "ok", audit: "ok", cache: "ok" }),
    metrics: () => Promise.resolve(""),
    ...parts,
  };
}

/** Serves the real HTTP edge in this process. */
export async function serveHttp(
  createServer: ServerFactory,
  parts: Partial<HttpOptions> = {},
): Promise<TestServer> {
  const edge = httpEdge(testHttpOptions(createServer, parts));
  const server = await listenFor({ host: "127.0.0.1", port: 0 }, edge.answer);
  return {
    url: new URL(`http://127.0.0.1:${server.port}/mcp`),
    async [Symbol.asyncDispose]() {
      await edge[Symbol.asyncDispose]();
      await server.shutdown();
    },
  };
}
