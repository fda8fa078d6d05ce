import assert from "node:assert/strict";
import { INITIALIZE } from "../support/initialize.ts";
import { GuardedServer } from "../../src/mcp/guarded_server.ts";
import { parcelOf } from "../../src/mcp/message.ts";
import { createSessions } from "../../src/mcp/sessions.ts";
import { serveSubscriptions } from "../../src/mcp/updates.ts";
import { LOCAL, type Principal } from "../../src/security/principal.ts";

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

function get(session: string): Request {
  return new Request("http://127.0.0.1/mcp", {
    headers: { accept: "text/event-stream", "mcp-session-id": session },
  });
}

function servers() {
  let closed = 0;
  const create = () => {
    const server = new GuardedServer({ name: "test", version: "1" }, { capabilities: {} });
    server.onclose = () => closed++;
    return server;
  };
  return { create, closed: () => closed };
}

Deno.test("initialize opens a session with an unguessable id", async () => {
  await using sessions = createSessions(servers().create);
  const response = await sessions.handle(post(INITIALIZE), parcelOf(INITIALIZE), LOCAL);
  await response.body?.cancel();
  assert.match(response.headers.get("mcp-session-id") ?? "", /^[0-9a-f-]{36}$/);
  assert.equal(sessions.size, 1);
});

Deno.test("without a session only initialize is answered", async () => {
  await using sessions = createSessions(servers().create);
  const ping = { jsonrpc: "2.0", id: 1, method: "ping" };
  assert.equal((await sessions.handle(post(ping), parcelOf(ping), LOCAL)).status, 400);
  const unknown = await sessions.handle(post(ping, crypto.randomUUID()), parcelOf(ping), LOCAL);
  assert.equal(unknown.status, 404);
  assert.equal(sessions.size, 0);
});

Deno.test("beyond the cap the session unused for longest ends, and its server with it", async () => {
  const made = servers();
  await using sessions = createSessions(made.create, { most: 2, mostOfOne: 2, idleMs: 60_000 });
  const ids: string[] = [];
  for (let i = 0; i < 3; i++) {
    const response = await sessions.handle(post(INITIALIZE), parcelOf(INITIALIZE), LOCAL);
    await response.body?.cancel();
    ids.push(response.headers.get("mcp-session-id") ?? "");
  }
  assert.equal(sessions.size, 2);
  assert.equal(made.closed(), 1);
  const ping = { jsonrpc: "2.0", id: 2, method: "ping" };
  assert.equal((await sessions.handle(post(ping, ids[0]), parcelOf(ping), LOCAL)).status, 404);
});

Deno.test("a caller that opens many sessions ends only its own", async () => {
  await using sessions = createSessions(servers().create, {
    most: 10,
    mostOfOne: 2,
    idleMs: 60_000,
  });
  const open = async (principal: Principal) => {
    const response = await sessions.handle(post(INITIALIZE), parcelOf(INITIALIZE), principal);
    await response.body?.cancel();
    return response.headers.get("mcp-session-id") ?? "";
  };
  const ping = { jsonrpc: "2.0", id: 2, method: "ping" };
  const isOpen = async (id: string, principal: Principal) => {
    const response = await sessions.handle(post(ping, id), parcelOf(ping), principal);
    await response.body?.cancel();
    return response.status === 200;
  };
  const other = { ...LOCAL, id: "token:OTHER000" };
  const theirs = await open(other);
  const own = [await open(LOCAL), await open(LOCAL)];
  assert.ok(await isOpen(own[0] ?? "", LOCAL));
  own.push(await open(LOCAL));
  const open_now = await Promise.all(own.map((id) => isOpen(id, LOCAL)));
  assert.deepEqual(open_now, [true, false, true], "the one unused for longest ended");
  assert.ok(await isOpen(theirs, other));
});

Deno.test("the stream of a cancelled request ends, and so does that of a batch with one", async () => {
  const started = Promise.withResolvers<void>();
  const create = () => {
    const server = new GuardedServer({ name: "test", version: "1" }, {
      capabilities: { tools: {} },
    });
    server.setRequestHandler("tools/call", () => {
      started.resolve();
      return new Promise(() => {});
    });
    return server;
  };
  await using sessions = createSessions(create);
  const opened = await sessions.handle(post(INITIALIZE), parcelOf(INITIALIZE), LOCAL);
  await opened.body?.cancel();
  const send = (message: unknown) =>
    sessions.handle(
      post(message, opened.headers.get("mcp-session-id") ?? ""),
      parcelOf(message),
      LOCAL,
    );
  const call = { jsonrpc: "2.0", id: 7, method: "tools/call", params: { name: "slow" } };
  const cancel = {
    jsonrpc: "2.0",
    method: "notifications/cancelled",
    params: { requestId: 7, reason: "enough" },
  };
  const waiting = await send(call);
  await started.promise;
  assert.equal((await send(cancel)).status, 202);
  assert.match(await waiting.text(), /"id":7,"error":\{"code":-32800/);
  const batch = await send([call, { jsonrpc: "2.0", id: 8, method: "ping" }, cancel]);
  assert.match(await batch.text(), /"id":8/);
});

Deno.test("cancelling an unknown request, or none, has no effect", async () => {
  await using sessions = createSessions(servers().create);
  const opened = await sessions.handle(post(INITIALIZE), parcelOf(INITIALIZE), LOCAL);
  await opened.body?.cancel();
  for (const params of [{ requestId: 99 }, { requestId: "x" }, {}, { requestId: null }]) {
    const message = { jsonrpc: "2.0", method: "notifications/cancelled", params };
    const session = opened.headers.get("mcp-session-id") ?? "";
    const { status } = await sessions.handle(post(message, session), parcelOf(message), LOCAL);
    assert.equal(status, 202);
  }
});

Deno.test("DELETE ends a session", async () => {
  const made = servers();
  await using sessions = createSessions(made.create);
  const response = await sessions.handle(post(INITIALIZE), parcelOf(INITIALIZE), LOCAL);
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

Deno.test("a client that opens its stream late, or again, is notified of all its subscriptions", async () => {
  const server = new GuardedServer({ name: "test", version: "1" }, {
    capabilities: { resources: { subscribe: true } },
  });
  const uris = ["test://watched", "test://watched_too"];
  serveSubscriptions(server, () => () => {}, null, (uri) => [...uris, "test://left"].includes(uri));
  await using sessions = createSessions(() => server);
  const opened = await sessions.handle(post(INITIALIZE), parcelOf(INITIALIZE), LOCAL);
  await opened.body?.cancel();
  const id = opened.headers.get("mcp-session-id") ?? "";
  const ask = async (method: string, uri: string) => {
    const message = { jsonrpc: "2.0", id: `${method} ${uri}`, method, params: { uri } };
    return await (await sessions.handle(post(message, id), parcelOf(message), LOCAL)).text();
  };
  for (const uri of [...uris, "test://not_watched", "test://left"]) {
    await ask("resources/subscribe", uri);
  }
  await ask("resources/unsubscribe", "test://left");
  for (const _time of ["late", "again"]) {
    const stream = await sessions.handle(get(id), undefined, LOCAL);
    const reader = stream.body?.pipeThrough(new TextDecoderStream()).getReader();
    const told = [await reader?.read(), await reader?.read()].map((event) => event?.value ?? "");
    assert.deepEqual(told.map((event) => /"uri":"([^"]+)"/.exec(event)?.[1]), uris);
    await reader?.cancel();
  }
});
