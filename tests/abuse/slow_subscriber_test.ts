import assert from "node:assert/strict";
import { connect } from "node:net";
import { httpEdge } from "../../src/http/http.ts";
import { serverFactory } from "../../src/mcp/server.ts";
import { MOST_WAITING } from "../../src/http/stream.ts";
import type { ResourceUpdate, Updates } from "../../src/mcp/updates.ts";
import { IDENTITY } from "../../src/app/registry.ts";
import { testRegistry } from "../support/calls.ts";
import { ask, type Exchange, legacy, modern, openSession, send } from "../support/edge.ts";
import { serveHttp, testHttpOptions } from "../support/http.ts";
import { openRestaurant } from "../support/sales.ts";
import { rawRequest } from "../support/socket.ts";

const LIVE = "restaurant://live_orders";
const listen = modern("subscriptions/listen", {
  notifications: { resourceSubscriptions: [LIVE] },
});

/** Updates in the test's hands. */
function ownUpdates() {
  const listeners = new Set<(update: ResourceUpdate) => void>();
  const updates: Updates = (_locations, listener) => {
    listeners.add(listener);
    return () => void listeners.delete(listener);
  };
  let sequence = 0;
  return {
    updates,
    listeners,
    /** Emits updates; each subscriber takes them at its own pace. */
    async tell(): Promise<void> {
      sequence++;
      for (const listener of listeners) listener({ uri: LIVE, sequences: { downtown: sequence } });
      await new Promise((resolve) => setImmediate(resolve));
    },
  };
}

/** The edge with its metrics, over a restaurant whose updates the test emits. */
async function openEdge() {
  const { updates, ...own } = ownUpdates();
  const database = await openRestaurant();
  const registry = testRegistry(database);
  const createServer = serverFactory(IDENTITY, registry, updates);
  let open = 0;
  const options = testHttpOptions(createServer, {
    registry,
    updates,
    metrics(gauges) {
      open = gauges.streams;
      return Promise.resolve("");
    },
  });
  const edge = httpEdge(options);
  return {
    ...own,
    edge,
    createServer,
    options,
    async openStreams(): Promise<number> {
      await ask(edge, { method: "GET", path: "/metrics", headers: { host: "127.0.0.1" } });
      return open;
    },
    async [Symbol.asyncDispose]() {
      await edge[Symbol.asyncDispose]();
      await database[Symbol.asyncDispose]();
    },
  };
}

/** A subscription in the way of each era, and how much has come of it when it begins. */
const WAYS = [
  { era: "2026-07-28", begin: () => Promise.resolve(listen) },
  {
    era: "2025-11-25",
    async begin({ edge }: Awaited<ReturnType<typeof openEdge>>): Promise<Exchange> {
      const session = await openSession(edge);
      await ask(edge, legacy(session, "resources/subscribe", { uri: LIVE }));
      const { body: _body, ...exchange } = legacy(session, "ping");
      return { ...exchange, method: "GET" };
    },
  },
];

for (const { era, begin } of WAYS) {
  Deno.test(`${era}: a subscriber that never reads is disconnected; the others are still notified`, async () => {
    await using opened = await openEdge();
    const { edge, tell, listeners, openStreams } = opened;
    const idle = await send(edge, await begin(opened));
    const reading = await send(edge, await begin(opened));
    const reader = reading.body?.getReader();
    assert.equal(await openStreams(), 2);
    let told = 0;
    while (await openStreams() === 2) {
      await tell();
      if (era === "2026-07-28" || told > 0) await reader?.read();
      told++;
      assert.ok(told <= MOST_WAITING + 2, "more waits than may");
    }
    assert.ok(told >= MOST_WAITING - 2, `broken off after ${told}: a short pause must not end it`);
    assert.equal(await idle.text(), "");
    await tell();
    assert.equal((await reader?.read())?.done, false);
    await reader?.cancel();
    assert.equal(await openStreams(), 0);
    assert.ok(listeners.size <= 2, "the sessions' own listeners");
  });
}

Deno.test("over a network, too: what a client does not read is not buffered without limit", async () => {
  await using opened = await openEdge();
  const { tell, listeners, options } = opened;
  await using server = await serveHttp(options.createServer, options);
  const socket = connect(Number(server.url.port), "127.0.0.1");
  // Never read: the socket buffers of both sides fill first.
  socket.pause();
  const { body = "", headers } = listen;
  const lines = Object.entries({ ...headers, "content-length": String(body.length) });
  const head = lines.map(([name, value]) => `${name}: ${value}`);
  socket.write(rawRequest("POST /mcp HTTP/1.1", head, body));
  while (listeners.size === 0) await new Promise((resolve) => setTimeout(resolve, 1));
  let told = 0;
  for (; listeners.size > 0 && told < 200_000; told++) await tell();
  assert.equal(listeners.size, 0, `still listening after ${told}`);
  socket.destroy();
});

Deno.test("a server ends though subscribers do not read", async () => {
  const opened = await openEdge();
  const { edge, tell, listeners } = opened;
  const streams = [await send(edge, listen), await send(edge, listen)];
  await tell();
  await opened[Symbol.asyncDispose]();
  assert.equal(listeners.size, 0);
  for (const stream of streams) assert.match(await stream.text(), /resources\/updated/);
});
