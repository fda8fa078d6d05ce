import assert from "node:assert/strict";
import { connect } from "node:net";
import { getLogger } from "@logtape/logtape";
import { startApp } from "../../src/app.ts";
import { IDENTITY } from "../../src/registry.ts";
import { serverFactory } from "../../src/mcp/server.ts";
import { appConfig, callTool, testRegistry } from "../support/calls.ts";
import { connectClient } from "../support/clients.ts";
import { serveHttp, type TestServer } from "../support/http.ts";
import { openRestaurant } from "../support/sales.ts";

const list = { jsonrpc: "2.0", id: 1, method: "tools/list" };

async function serve(): Promise<TestServer> {
  const database = await openRestaurant();
  const server = serveHttp(serverFactory(IDENTITY, testRegistry(database)), {
    checks: () => Promise.resolve({ database: "ok" }),
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

/** A request as bytes: fetch would not let a page lie about its host. */
async function raw({ hostname, port }: URL, head: string): Promise<string> {
  const socket = connect(Number(port), hostname);
  socket.end(`${head}\r\nConnection: close\r\n\r\n`);
  const chunks: string[] = [];
  for await (const chunk of socket) chunks.push(String(chunk));
  return chunks.join("");
}

Deno.test("a page of another site is refused, by its Host and by its Origin", async () => {
  await using server = await serve();
  for (const path of ["/mcp", "/healthz", "/readyz"]) {
    const host = await raw(server.url, `GET ${path} HTTP/1.1\r\nHost: evil.example`);
    assert.match(host, /^HTTP\/1.1 403/, path);
  }
  const { status } = await post(server.url, JSON.stringify(list), {
    origin: "https://evil.example",
  });
  assert.equal(status, 403);
});

Deno.test("health and readiness answer", async () => {
  await using server = await serve();
  for (const [path, status] of [["/healthz", "ok"], ["/readyz", "ready"]] as const) {
    const response = await fetch(new URL(path, server.url));
    assert.equal(response.status, 200);
    assert.equal((await response.json()).status, status);
  }
});

Deno.test("not ready when the database does not answer, and why stays inside", async () => {
  const app = await startApp(appConfig({ database: ":memory:" }), getLogger("test"));
  await using server = serveHttp(app.createServer, app);
  await app.database[Symbol.asyncDispose]();
  const response = await fetch(new URL("/readyz", server.url));
  assert.equal(response.status, 503);
  const checks = { database: "failing", audit: "ok" };
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
    ["5 MB", `"${"x".repeat(5_000_000)}"`, {}, 413, -32000],
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

Deno.test("300,000 elements in an argument are refused", async () => {
  await using server = await serve();
  await using client = await connectClient(server.url);
  const { structured } = await client.callTool("get_sales_data", {
    date: Array(300_000).fill(1),
  });
  assert.equal(structured.error_code, "INVALID_INPUT");
});

Deno.test("an unknown tool and a dangerous name are protocol errors that list the tools", async () => {
  await using server = await serve();
  await using client = await connectClient(server.url);
  for (const name of ["get_sales", "constructor", "__proto__"]) {
    await assert.rejects(client.callTool(name), /There is no tool .*known: get_sales_data/);
  }
});

Deno.test("template variables are strict", async () => {
  await using server = await serve();
  await using client = await connectClient(server.url);
  const addresses = [
    "restaurant://orders/..%2f..%2fetc",
    "restaurant://orders/2026-12-14%00",
    "restaurant://orders/2026-12-14?x=1",
    "restaurant://orders/2026-02-30",
    "restaurant://orders/",
    `restaurant://orders/${"9".repeat(10_000)}`,
    "restaurant://menu_items/burger00",
    "restaurant://menu_items/NOSUCH00",
    "restaurant://config/passwords",
    "file:///etc/passwd",
  ];
  for (const uri of addresses) {
    await assert.rejects(client.readResource(uri), { code: -32602 }, uri.slice(0, 60));
  }
});

Deno.test("two clients at once, with the same request ids, get their own answers", async () => {
  await using server = await serve();
  const ask = async (location: string) => {
    await using client = await connectClient(server.url);
    const asked = Array.from(
      { length: 10 },
      () => client.callTool("get_sales_data", { date: "2026-12-14", location }),
    );
    return (await Promise.all(asked)).map(({ structured }) => structured.location);
  };
  const [downtown, harbour] = await Promise.all([ask("downtown"), ask("harbour")]);
  assert.deepEqual(new Set(downtown), new Set(["downtown"]));
  assert.deepEqual(new Set(harbour), new Set(["harbour"]));
});
