import assert from "node:assert/strict";
import { getLogger } from "@logtape/logtape";
import { startApp } from "../../src/app/app.ts";
import { IDENTITY } from "../../src/app/registry.ts";
import { serverFactory } from "../../src/mcp/server.ts";
import { appConfig, callTool, testRegistry } from "../support/calls.ts";
import { connectClient } from "../support/clients.ts";
import { httpEdge } from "../../src/http/http.ts";
import { LOCAL } from "../../src/security/principal.ts";
import { serveHttp, testHttpOptions, type TestServer } from "../support/http.ts";
import { IN_MEMORY } from "../../src/storage/address/database_address.ts";
import { openRestaurant } from "../support/sales.ts";

const list = { jsonrpc: "2.0", id: 1, method: "tools/list" };

async function serve(): Promise<TestServer> {
  const database = await openRestaurant();
  const server = await serveHttp(serverFactory(IDENTITY, testRegistry(database)), {
    checks: () => Promise.resolve({ database: "ok", audit: "ok", cache: "ok" }),
  });
  return {
    url: server.url,
    async [Symbol.asyncDispose]() {
      await server[Symbol.asyncDispose]();
      await database[Symbol.asyncDispose]();
    },
  };
}

async function post(url: URL, body: string, headers: Record<string, string> = {}) {
  const response = await fetch(url, {
    method: "POST",
    headers: {
      "content-type": "application/json",
      accept: "application/json, text/event-stream",
      ...headers,
    },
    body,
  });
  return { status: response.status, text: await response.text() };
}

Deno.test("health and readiness answer", async () => {
  await using server = await serve();
  for (const [path, status] of [["/healthz", "ok"], ["/readyz", "ready"]] as const) {
    const response = await fetch(new URL(path, server.url));
    assert.equal(response.status, 200);
    assert.equal((await response.json()).status, status);
  }
});

Deno.test("not ready when the database does not answer, and why stays inside", async () => {
  const app = await startApp(appConfig({ database: IN_MEMORY }), getLogger("test"));
  await using server = await serveHttp(app.createServer, app);
  await app.database[Symbol.asyncDispose]();
  const response = await fetch(new URL("/readyz", server.url));
  assert.equal(response.status, 503);
  const checks = { database: "failing", audit: "ok", cache: "ok" };
  assert.deepEqual(await response.json(), { status: "not ready", checks });
  const { structured } = await callTool(app.registry, "health_check");
  assert.deepEqual([structured.status, structured.checks], [
    "unhealthy",
    { server: "ok", ...checks },
  ]);
  const alive = await fetch(new URL("/healthz", server.url));
  assert.deepEqual(await alive.json(), { status: "ok" });
  const call = await fetch(server.url, { method: "POST" });
  assert.deepEqual([call.status, call.headers.get("retry-after")], [503, "5"]);
  assert.doesNotMatch(await call.text(), /database is not open/);
});

Deno.test("any other path says where MCP is", async () => {
  await using server = await serve();
  const response = await fetch(new URL("/", server.url));
  assert.equal(response.status, 404);
  assert.match(await response.text(), /\/mcp/);
});

for (
  const [what, body, headers, status, code] of [
    ["a body that is no JSON", "{", {}, 400, -32700],
    ["another content type", "{}", { "content-type": "text/plain" }, 415, -32000],
    ["JSON that is no JSON-RPC", "{}", {}, 400, -32600],
    ["no session", JSON.stringify(list), {}, 400, -32000],
    ["an ended session", JSON.stringify(list), { "mcp-session-id": "x" }, 404, -32001],
  ] as const
) {
  Deno.test(`${what}: ${status} and JSON-RPC error ${code}`, async () => {
    await using server = await serve();
    const response = await post(server.url, body, headers);
    assert.equal(response.status, status);
    assert.equal(JSON.parse(response.text).error.code, code);
  });
}

Deno.test("GET and DELETE without a session are not allowed", async () => {
  await using server = await serve();
  for (const method of ["GET", "DELETE"]) {
    const response = await fetch(server.url, { method });
    assert.equal(response.status, 405);
    assert.equal(response.headers.get("allow"), "POST");
    await response.body?.cancel();
  }
});

Deno.test("an unknown tool and a dangerous name are protocol errors that list the tools", async () => {
  await using server = await serve();
  await using client = await connectClient(server.url);
  for (const name of ["get_sales", "constructor", "__proto__"]) {
    await assert.rejects(client.callTool(name), /There is no tool .*Known: get_sales_data/);
  }
});

Deno.test("a call whose caller is still being authenticated when the server ends is sent away", async () => {
  await using database = await openRestaurant();
  const asked = Promise.withResolvers<void>();
  const known = Promise.withResolvers<void>();
  const edge = httpEdge(testHttpOptions(serverFactory(IDENTITY, testRegistry(database)), {
    async authenticate() {
      asked.resolve();
      await known.promise;
      return LOCAL;
    },
  }));
  const answer = edge.fetch(
    new Request("http://127.0.0.1/mcp", {
      method: "POST",
      headers: { host: "127.0.0.1", authorization: "Bearer a-token" },
      body: JSON.stringify(list),
    }),
  );
  await asked.promise;
  await edge.drain();
  await edge[Symbol.asyncDispose]();
  known.resolve();
  const { status, headers } = await answer;
  assert.deepEqual([status, headers.get("retry-after")], [503, "1"]);
});
