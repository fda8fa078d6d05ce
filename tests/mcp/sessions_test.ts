import assert from "node:assert/strict";
import { INITIALIZE } from "../support/initialize.ts";
import { Server } from "@modelcontextprotocol/server";
import { createSessions } from "../../src/mcp/sessions.ts";
import { LOCAL } from "../../src/security/principal.ts";

function post(body: unknown, session?: string): Request {
  return new Request("http://127.0.0.1/mcp", {
    method: "POST",
    headers: {
      "content-type": "application/json",
      accept: "application/json, text/event-stream",
      ...(session !== undefined && { "mcp-session-id": session }),
    },
    body: JSON.stringify(body),
  });
}

function servers() {
  let closed = 0;
  const create = () => {
    const server = new Server({ name: "test", version: "1" }, { capabilities: {} });
    server.onclose = () => closed++;
    return server;
  };
  return { create, closed: () => closed };
}

Deno.test("initialize opens a session with an id that nobody guesses", async () => {
  await using sessions = createSessions(servers().create);
  const response = await sessions.handle(post(INITIALIZE), INITIALIZE, LOCAL);
  await response.body?.cancel();
  assert.match(response.headers.get("mcp-session-id") ?? "", /^[0-9a-f-]{36}$/);
  assert.equal(sessions.size, 1);
});

Deno.test("without a session only initialize is answered", async () => {
  await using sessions = createSessions(servers().create);
  const ping = { jsonrpc: "2.0", id: 1, method: "ping" };
  assert.equal((await sessions.handle(post(ping), ping, LOCAL)).status, 400);
  const unknown = await sessions.handle(post(ping, crypto.randomUUID()), ping, LOCAL);
  assert.equal(unknown.status, 404);
  assert.equal(sessions.size, 0);
});

Deno.test("beyond the cap the session unused for longest ends, and its server with it", async () => {
  const made = servers();
  await using sessions = createSessions(made.create, { most: 2, idleMs: 60_000 });
  const ids: string[] = [];
  for (let i = 0; i < 3; i++) {
    const response = await sessions.handle(post(INITIALIZE), INITIALIZE, LOCAL);
    await response.body?.cancel();
    ids.push(response.headers.get("mcp-session-id") ?? "");
  }
  assert.equal(sessions.size, 2);
  assert.equal(made.closed(), 1);
  const ping = { jsonrpc: "2.0", id: 2, method: "ping" };
  assert.equal((await sessions.handle(post(ping, ids[0]), ping, LOCAL)).status, 404);
});

Deno.test("DELETE ends a session", async () => {
  const made = servers();
  await using sessions = createSessions(made.create);
  const response = await sessions.handle(post(INITIALIZE), INITIALIZE, LOCAL);
  await response.body?.cancel();
  const id = response.headers.get("mcp-session-id") ?? "";
  const end = new Request("http://127.0.0.1/mcp", {
    method: "DELETE",
    headers: { "mcp-session-id": id },
  });
  assert.equal((await sessions.handle(end, undefined, LOCAL)).status, 200);
  assert.equal(sessions.size, 0);
  assert.equal(made.closed(), 1);
});
