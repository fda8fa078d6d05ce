import { serverFactory } from "../../src/mcp/server.ts";
import type { HttpOptions } from "../../src/http/http.ts";
import { IDENTITY } from "../../src/app/registry.ts";
import { testRegistry } from "./calls.ts";
import { serveHttp, type TestServer } from "./http.ts";
import { openRestaurant } from "./sales.ts";

/** Serves the restaurant of the tests over HTTP, with the shipped registry. */
export async function serveRestaurant(parts: Partial<HttpOptions> = {}): Promise<TestServer> {
  const database = await openRestaurant();
  const registry = testRegistry(database);
  const server = await serveHttp(serverFactory(IDENTITY, registry), {
    registry,
    ...parts,
  });
  return {
    url: server.url,
    async [Symbol.asyncDispose]() {
      await server[Symbol.asyncDispose]();
      await database[Symbol.asyncDispose]();
    },
  };
}
