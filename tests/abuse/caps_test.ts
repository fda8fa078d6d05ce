import assert from "node:assert/strict";
import { Client, StreamableHTTPClientTransport } from "../packages/client.ts";
import { HTTP_CAPS } from "../../src/http/guard.ts";
import { type HttpEdge, httpEdge, type HttpGauges, type HttpOptions } from "../../src/http/http.ts";
import { serverFactory } from "../../src/mcp/server.ts";
import type { Call } from "../../src/mcp/tool.ts";
import { IDENTITY } from "../../src/app/registry.ts";
import { LOCAL } from "../../src/security/principal.ts";
import { slidingWindow } from "../../src/security/sliding_window.ts";
import { openSqlite } from "../../src/storage/sqlite/sqlite.ts";
import { testEdge } from "../support/calls.ts";
import {
  ask,
  type Exchange,
  legacy,
  messagesIn,
  modern,
  openSession,
  send,
  toSession,
  withHeaders,
} from "../support/edge.ts";
import { serveHttp, testHttpOptions } from "../support/http.ts";
import { IN_MEMORY } from "../../src/storage/address/database_address.ts";
import { probeRegistry } from "../support/probe.ts";

const call = modern("tools/call", { name: "probe", arguments: {} });
const listen = modern("subscriptions/listen", {
  notifications: { resourceSubscriptions: ["restaurant://live_orders"] },
});

/**
 * An edge with one tool that takes as long as the test wants, for callers named by their tokens.
 */
async function openProbe(
  parts: Partial<HttpOptions> = {},
  { deadlineMs = 30_000, run }: {
    readonly deadlineMs?: number;
    readonly run?: (call: Call) => Promise<unknown>;
  } = {},
) {
  const database = await openSqlite(IN_MEMORY);
  const finish = Promise.withResolvers<void>();
  let started = 0;
  let onStart = Promise.withResolvers<void>();
  const registry = probeRegistry(testEdge(database, { deadlineMs }), async (call) => {
    started++;
    onStart.resolve();
    onStart = Promise.withResolvers();
    await (run === undefined ? finish.promise : run(call));
  });
  let gauges: HttpGauges | undefined;
  const options = testHttpOptions(serverFactory(IDENTITY, registry), {
    registry,
    authenticate: (token = "local") => Promise.resolve({ ...LOCAL, id: token }),
    metrics(now) {
      gauges = now;
      return Promise.resolve("");
    },
    ...parts,
  });
  const edge = httpEdge(options);
  return {
    edge,
    options,
    finish: finish.resolve,
    started: () => started,
    async untilStarted(count: number): Promise<void> {
      while (started < count) await onStart.promise;
    },
    /** The open requests, without this question itself. */
    async gauges(): Promise<HttpGauges> {
      await ask(edge, { method: "GET", path: "/metrics", headers: { host: "127.0.0.1" } });
      assert.ok(gauges !== undefined);
      return { ...gauges, requests: gauges.requests - 1 };
    },
    async [Symbol.asyncDispose]() {
      finish.resolve();
      await edge[Symbol.asyncDispose]();
      await database[Symbol.asyncDispose]();
    },
  };
}

function as(caller: string, exchange: Exchange): Exchange {
  return withHeaders(exchange, { authorization: `Bearer ${caller}` });
}

/** The stream of a session of 2025. */
function streamOf(session: string): Exchange {
  const { body: _body, ...exchange } = legacy(session, "ping");
  return { ...exchange, method: "GET" };
}

async function refusedWith(edge: HttpEdge, status: number, exchange: Exchange): Promise<void> {
  const reply = await ask(edge, exchange);
  assert.equal(reply.status, status, reply.text);
  assert.ok(Number(reply.headers.get("retry-after")) >= 1, "it says when to try again");
}

Deno.test("requests in flight have a cap, of one caller and of all; what ends makes room", async () => {
  const caps = { ...HTTP_CAPS, requests: 4, requestsOfOne: 2 };
  await using probe = await openProbe({ caps });
  const { edge } = probe;
  const session = await openSession(edge, { authorization: "Bearer b" });
  const busy = [
    ask(edge, as("a", call)),
    ask(edge, as("a", call)),
    ask(edge, as("b", call)),
    ask(edge, as("b", legacy(session, "tools/call", { name: "probe", arguments: {} }))),
  ];
  await probe.untilStarted(4);
  await refusedWith(edge, 503, as("c", call));
  const { body: _body, ...metrics } = as("c", { ...call, method: "GET", path: "/metrics" });
  await refusedWith(edge, 503, metrics);
  probe.finish();
  for (const reply of await Promise.all(busy)) assert.match(reply.text, /"done":true/);
  assert.match((await ask(edge, as("c", call))).text, /"done":true/);
  assert.equal((await probe.gauges()).requests, 0);
});

Deno.test("one caller that takes all its places leaves the others theirs", async () => {
  await using probe = await openProbe({ caps: { ...HTTP_CAPS, requests: 100, requestsOfOne: 2 } });
  const { edge } = probe;
  const busy = [ask(edge, as("a", call)), ask(edge, as("a", call))];
  await probe.untilStarted(2);
  await refusedWith(edge, 429, as("a", call));
  const other = ask(edge, as("b", call));
  await probe.untilStarted(3);
  probe.finish();
  await Promise.all([...busy, other]);
});

Deno.test("streams have a cap, of one caller and of all; one that is closed makes room", async () => {
  const caps = { ...HTTP_CAPS, streams: 3, streamsOfOne: 2 };
  await using probe = await openProbe({ caps });
  const { edge } = probe;
  const session = await openSession(edge, { authorization: "Bearer a" });
  const [first, second] = [
    await send(edge, as("a", listen)),
    await send(edge, as("a", streamOf(session))),
  ];
  await refusedWith(edge, 429, as("a", listen));
  const third = await send(edge, as("b", listen));
  await refusedWith(edge, 503, as("c", listen));
  await first.body?.cancel();
  const fourth = await send(edge, as("c", listen));
  assert.equal(fourth.status, 200);
  for (const open of [second, third, fourth]) await open.body?.cancel();
  assert.equal((await probe.gauges()).streams, 0);
});

Deno.test("a call is executed or refused, never both, regardless of open streams", async () => {
  const caps = { ...HTTP_CAPS, streams: 1, streamsOfOne: 1 };
  await using probe = await openProbe({ caps });
  const { edge } = probe;
  const session = await openSession(edge);
  const open = await send(edge, listen);
  probe.finish();
  const reply = await ask(edge, legacy(session, "tools/call", { name: "probe", arguments: {} }));
  assert.equal(probe.started(), 1);
  assert.match(reply.text, /"done":true/);
  await open.body?.cancel();
});

Deno.test("HTTP itself is limited by caller, and says when to come again", async () => {
  let now = 0;
  const limiter = slidingWindow({ now: () => now, most: 100 });
  const caps = { ...HTTP_CAPS, rate: { calls: 3, seconds: 10 } };
  await using probe = await openProbe({ caps, limiter });
  const { edge } = probe;
  const list = modern("tools/list");
  for (let count = 0; count < 3; count++) {
    assert.equal((await ask(edge, as("a", list))).status, 200);
  }
  await refusedWith(edge, 429, as("a", list));
  assert.equal((await ask(edge, as("b", list))).status, 200);
  now = 10_000;
  assert.equal((await ask(edge, as("a", list))).status, 200);
});

Deno.test("a tool that is too slow is aborted with a message, in both eras", async () => {
  const told: string[] = [];
  const run = (call: Call) => {
    call.signal.addEventListener("abort", () => told.push("stop"));
    return new Promise(() => {});
  };
  await using probe = await openProbe({}, { deadlineMs: 20, run });
  const session = await openSession(probe.edge);
  const params = { name: "probe", arguments: {} };
  for (const exchange of [call, legacy(session, "tools/call", params)]) {
    const [message] = messagesIn(await ask(probe.edge, exchange));
    assert.equal(Object(message?.result?.structuredContent).error_code, "SERVICE_UNAVAILABLE");
  }
  assert.deepEqual(told, ["stop", "stop"]);
  assert.deepEqual((await probe.gauges()).requests, 0);
});

Deno.test("2026-07-28: a client that leaves takes its call along", async () => {
  const stopped = Promise.withResolvers<void>();
  const started = Promise.withResolvers<void>();
  const run = ({ signal }: Call) => {
    signal.addEventListener("abort", () => stopped.resolve());
    started.resolve();
    return new Promise(() => {});
  };
  await using probe = await openProbe({}, { run });
  await using server = await serveHttp(probe.options.createServer, probe.options);
  const leaving = new AbortController();
  const { method, headers, body = "" } = call;
  const answer = fetch(server.url, { method, headers, body, signal: leaving.signal });
  await started.promise;
  leaving.abort();
  await assert.rejects(answer, { name: "AbortError" });
  await stopped.promise;
});

Deno.test("2025: a client that cancels leaves nothing open, however often it does", async () => {
  const caps = { ...HTTP_CAPS, requests: 5, requestsOfOne: 5, streams: 5, streamsOfOne: 5 };
  const stops: Promise<void>[] = [];
  let onStart = Promise.withResolvers<void>();
  const run = ({ signal }: Call) => {
    const stop = Promise.withResolvers<void>();
    signal.addEventListener("abort", () => stop.resolve());
    stops.push(stop.promise);
    onStart.resolve();
    return new Promise(() => {});
  };
  await using probe = await openProbe({ caps }, { run });
  await using server = await serveHttp(probe.options.createServer, probe.options);
  const client = new Client({ name: "test", version: "1" }, {
    versionNegotiation: { mode: "legacy" },
  });
  const transport = new StreamableHTTPClientTransport(server.url);
  await client.connect(transport);
  for (let count = 0; count < 20; count++) {
    onStart = Promise.withResolvers();
    const leaving = new AbortController();
    const answer = client.callTool({ name: "probe", arguments: {} }, { signal: leaving.signal });
    await onStart.promise;
    leaving.abort("enough");
    await assert.rejects(answer, /enough/);
    await stops.at(-1);
  }
  assert.equal(stops.length, 20);
  assert.equal((await client.listTools()).tools.length, 1);
  await transport.terminateSession();
  await client.close();
});

Deno.test("a cancelled call in a batch keeps the others of the batch from nothing", async () => {
  await using probe = await openProbe();
  const session = await openSession(probe.edge);
  const params = { name: "probe", arguments: {} };
  const reply = await ask(
    probe.edge,
    toSession(session, [
      { jsonrpc: "2.0", id: 1, method: "tools/call", params },
      { jsonrpc: "2.0", id: 2, method: "ping" },
      { jsonrpc: "2.0", method: "notifications/cancelled", params: { requestId: 1 } },
    ]),
  );
  assert.deepEqual(messagesIn(reply).map(({ id }) => id).sort(), [1, 2]);
  assert.equal((await probe.gauges()).requests, 0);
});
