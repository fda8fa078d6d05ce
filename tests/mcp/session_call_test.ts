import assert from "node:assert/strict";
import { IDENTITY } from "../../src/app/registry.ts";
import { type HttpEdge, httpEdge } from "../../src/http/http.ts";
import { parcelOf } from "../../src/mcp/message.ts";
import type { Registry, ToolEntry } from "../../src/mcp/registry.ts";
import { serverFactory } from "../../src/mcp/server.ts";
import { sessionCalls } from "../../src/mcp/session_call.ts";
import { testRegistry } from "../support/calls.ts";
import {
  ask,
  type Exchange,
  legacy,
  messagesIn,
  openSession,
  type Reply,
  send,
  toSession,
  withHeaders,
} from "../support/edge.ts";
import { testHttpOptions } from "../support/http.ts";
import { INITIALIZE } from "../support/initialize.ts";
import { plainCallsOf } from "../support/plain_calls.ts";
import { openRestaurant } from "../support/sales.ts";

const registry = testRegistry(await openRestaurant());

function edgeOf(registry: Registry): HttpEdge {
  return httpEdge(testHttpOptions(serverFactory(IDENTITY, registry), { registry }));
}

function isDirect(registry: Registry, { headers, body = "" }: Exchange): boolean {
  return sessionCalls(registry)(parcelOf(JSON.parse(body)), new Headers(headers)) !== undefined;
}

const call = (session: string, name: string, args: unknown, id: string | number = 1, meta = {}) =>
  legacy(session, "tools/call", { name, arguments: args, _meta: meta }, id);

/** Asks for progress, of which nothing comes so soon: such a call is the library's. */
const INTO_LIBRARY = { progressToken: "p" };

const REVISIONS = ["2025-11-25", "2025-06-18"];

/** Without the ids of its events, which count up. */
function eventsIn({ text }: Reply): string {
  return text.replaceAll(/^id: [0-9a-f]{8}_\d+$/gm, "id: *");
}

Deno.test("calls in a session are answered as the library would, byte for byte", async () => {
  await using edge = edgeOf(registry);
  const session = await openSession(edge);
  for (const revision of REVISIONS) {
    for (const [name, args] of plainCallsOf(registry)) {
      for (const id of [7, 'a "quoted" id', "ünïcödé"]) {
        const of = (meta = {}) =>
          withHeaders(call(session, name, args, id, meta), { "mcp-protocol-version": revision });
        assert.ok(isDirect(registry, of()), name);
        assert.ok(!isDirect(registry, of(INTO_LIBRARY)), name);
        const [ours, theirs] = [await ask(edge, of()), await ask(edge, of(INTO_LIBRARY))];
        assert.equal(eventsIn(ours), eventsIn(theirs));
        assert.equal(ours.status, theirs.status);
        assert.deepEqual([...ours.headers], [...theirs.headers]);
      }
    }
  }
});

Deno.test("whatever is not exactly a plain call in a session is for the library", async () => {
  const plain = call("s", "get_sales_data", { date: "2026-12-30" });
  assert.ok(isDirect(registry, plain));
  const { body = "" } = plain;
  const of = (change: Record<string, unknown>) =>
    toSession("s", { ...JSON.parse(body), ...change });
  const params = JSON.parse(body).params;
  for (
    const other of [
      withHeaders(plain, { "mcp-session-id": undefined }),
      withHeaders(plain, { "mcp-protocol-version": undefined }),
      withHeaders(plain, { "mcp-protocol-version": "2026-07-28" }),
      withHeaders(plain, { "mcp-protocol-version": "2025-01-01" }),
      withHeaders(plain, { accept: "application/json" }),
      of({ jsonrpc: "1.0" }),
      of({ id: null }),
      of({ id: 2 ** 53 }),
      of({ further: 1 }),
      of({ params: { ...params, task: {} } }),
      of({ params: { ...params, name: "no_such_tool" } }),
      of({ params: { ...params, _meta: "text" } }),
      of({ params: { ...params, _meta: { progressToken: 1 } } }),
      of({ params: { ...params, _meta: { "io.modelcontextprotocol/related-task": {} } } }),
      toSession("s", [JSON.parse(body)]),
    ]
  ) assert.ok(!isDirect(registry, other), JSON.stringify(other));
  await using edge = edgeOf(registry);
  assert.equal((await ask(edge, plain)).status, 404, "there is no such session");
});

Deno.test("an answer that got lost is there again for its client", async () => {
  await using edge = edgeOf(registry);
  const session = await openSession(edge);
  const reply = await ask(edge, call(session, "get_sales_data", { date: "2026-12-30" }, 9));
  const [primer = ""] = /(?<=^id: ).*$/m.exec(reply.text) ?? [];
  const again = await ask(edge, resuming(session, primer));
  assert.deepEqual(messagesIn(again), messagesIn(reply));
  assert.deepEqual(messagesIn(again).map(({ id }) => id), [9]);
});

function resuming(session: string, event: string): Exchange {
  const { body: _body, ...get } = legacy(session, "ping");
  return withHeaders({ ...get, method: "GET" }, { "last-event-id": event });
}

/** A tool that ends when the test lets it, or when its call is given up. */
function slowTool(isWrite = false) {
  const started = Promise.withResolvers<void>();
  const done = Promise.withResolvers<void>();
  const asked: boolean[] = [];
  let wasStopped = false;
  const tool: ToolEntry = {
    definition: { name: "slow", inputSchema: { type: "object" } },
    scopes: [],
    isShared: false,
    isWrite,
    async call(_args, _principal, { mcpReq: { signal } }, mayAsk = false) {
      asked.push(mayAsk);
      started.resolve();
      signal.addEventListener("abort", () => {
        wasStopped = true;
        done.resolve();
      });
      await done.promise;
      return { content: [{ type: "text", text: "done" }] };
    },
  };
  return {
    registry: { tools: [tool], resources: [], prompts: [] },
    started: started.promise,
    finish: () => done.resolve(),
    calls: () => asked.length,
    /** For each call whether it might ask a person. */
    mayAsk: () => asked,
    wasStopped: () => wasStopped,
  };
}

Deno.test("a call that takes long goes on as a stream that can be resumed, and runs once", async () => {
  const slow = slowTool();
  await using edge = edgeOf(slow.registry);
  const session = await openSession(edge);
  assert.ok(isDirect(slow.registry, call(session, "slow", {})));
  const begun = await send(edge, call(session, "slow", {}, 5));
  const reader = begun.body?.pipeThrough(new TextDecoderStream()).getReader();
  const { value: primer = "" } = await reader?.read() ?? {};
  await reader?.cancel();
  const [event = ""] = /(?<=^id: ).*$/m.exec(primer) ?? [];
  const resumed = await send(edge, resuming(session, event));
  slow.finish();
  assert.match(await resumed.text(), /"text":"done".*"id":5/);
  assert.equal(slow.calls(), 1);
});

Deno.test("a cancelled call stops, and its answer says so, however soon that is", async () => {
  const slow = slowTool();
  await using edge = edgeOf(slow.registry);
  const session = await openSession(edge);
  const waiting = ask(edge, call(session, "slow", {}, 7));
  await slow.started;
  const cancel = {
    jsonrpc: "2.0",
    method: "notifications/cancelled",
    params: { requestId: 7, reason: "enough" },
  };
  assert.equal((await ask(edge, toSession(session, cancel))).status, 202);
  assert.match((await waiting).text, /"id":7,"error":\{"code":-32800/);
  assert.ok(slow.wasStopped());
  assert.equal(slow.calls(), 1);
});

Deno.test("a call stops when its client ends the session", async () => {
  const slow = slowTool();
  await using edge = edgeOf(slow.registry);
  const session = await openSession(edge);
  const waiting = ask(edge, call(session, "slow", {}, 7));
  await slow.started;
  const { body: _body, ...end } = legacy(session, "ping");
  assert.equal((await ask(edge, { ...end, method: "DELETE" })).status, 200);
  assert.deepEqual(messagesIn(await waiting), []);
  assert.ok(slow.wasStopped());
});

Deno.test("a write in a session whose client can show a question may ask it", async () => {
  const slow = slowTool(true);
  slow.finish();
  await using edge = edgeOf(slow.registry);
  for (const capabilities of [{ elicitation: {} }, {}]) {
    const message = { ...INITIALIZE, params: { ...INITIALIZE.params, capabilities } };
    const { "mcp-session-id": _id, ...headers } = legacy("", "ping").headers;
    const opening = { ...toSession("", message), headers };
    const session = (await ask(edge, opening)).headers.get("mcp-session-id") ?? "";
    await ask(edge, call(session, "slow", {}));
  }
  assert.deepEqual(slow.mayAsk(), [true, false]);
});

Deno.test("calls that take long under one id run once each", async () => {
  const slow = slowTool();
  await using edge = edgeOf(slow.registry);
  const session = await openSession(edge);
  const begin = () => send(edge, call(session, "slow", {}, 5));
  const begun = await Promise.all([begin(), begin(), begin()]);
  slow.finish();
  await Promise.all(begun.map(({ body }) => body?.cancel()));
  assert.equal(slow.calls(), 3);
});
