import { getLogger } from "@logtape/logtape";
import { httpEdge } from "../../src/mcp/http.ts";
import type { ServerFactory } from "../../src/mcp/server.ts";
import type { Updates } from "../../src/mcp/updates.ts";

/** An HTTP server of the test's own, on a free port; ends with `await using`. */
export interface TestServer extends AsyncDisposable {
  readonly url: URL;
}

/** Serves the real HTTP edge in this process. */
export function serveHttp(
  createServer: ServerFactory,
  ping: () => Promise<void> = () => Promise.resolve(),
  updates: Updates = () => () => {},
): TestServer {
  const edge = httpEdge({ createServer, logger: getLogger("test"), updates, ping });
  const server = Deno.serve({ hostname: "127.0.0.1", port: 0, onListen: () => {} }, edge.fetch);
  return {
    url: new URL(`http://127.0.0.1:${server.addr.port}/mcp`),
    async [Symbol.asyncDispose]() {
      await edge[Symbol.asyncDispose]();
      await server.shutdown();
    },
  };
}
