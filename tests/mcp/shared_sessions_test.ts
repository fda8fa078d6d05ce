import assert from "node:assert/strict";
import { sql } from "kysely";
import type { HttpEdge } from "../../src/http/http.ts";
import { SEQUENCES_KEY } from "../../src/mcp/updates.ts";
import { createToken } from "../../src/security/tokens.ts";
import { systemClock } from "../../src/values/clock.ts";
import {
  ask,
  legacy,
  messagesIn,
  openApp,
  openSession,
  type RpcMessage,
  send,
  type TestApp,
  withHeaders,
} from "../support/edge.ts";
import { POSTGRES } from "../support/engines.ts";
import { fillFloor, place } from "../support/floor.ts";
import { storedAddress } from "../support/addresses.ts";
import { until } from "../support/until.ts";

const LIVE = "restaurant://live_orders";

/** Two processes' worth of one restaurant. */
async function withTwo(test: (one: TestApp, other: TestApp) => Promise<void>): Promise<void> {
  await using database = await POSTGRES.place();
  await using one = await openApp({ database: storedAddress(database.url) });
  await fillFloor(one.app.database);
  await using other = await openApp({ database: storedAddress(database.url) });
  await test(one, other);
}

/** The stream of a session, and the notifications that came on it so far. */
async function openStream(edge: HttpEdge, session: string) {
  const { path, headers } = legacy(session, "ping");
  const response = await send(edge, { method: "GET", path, headers });
  assert.equal(response.status, 200);
  const heard: RpcMessage[] = [];
  const reading = (async () => {
    for await (const text of response.body?.pipeThrough(new TextDecoderStream()) ?? []) {
      heard.push(...messagesIn({ status: 200, headers: response.headers, text }));
    }
  })();
  return { heard, ended: reading };
}

Deno.test("a subscription made in one process is notified on the stream in another", () =>
  withTwo(async (one, other) => {
    const session = await openSession(one.edge);
    const stream = await openStream(one.edge, session);
    const subscribed = await ask(other.edge, legacy(session, "resources/subscribe", { uri: LIVE }));
    assert.deepEqual(messagesIn(subscribed)[0]?.result, {});
    // What changed before the stream heard of the subscription is not lost.
    await until(() => Promise.resolve(stream.heard.length === 1));
    assert.deepEqual(stream.heard[0]?.params, { uri: LIVE });
    await place(other.app.database);
    await until(() => Promise.resolve(stream.heard.length === 2));
    assert.deepEqual(stream.heard[1]?.params, {
      uri: LIVE,
      _meta: { [SEQUENCES_KEY]: { downtown: 2 } },
    });
    await ask(other.edge, legacy(session, "resources/unsubscribe", { uri: LIVE }));
    let isSilent = false;
    while (!isSilent) {
      const before = stream.heard.length;
      await place(one.app.database);
      await new Promise((resolve) => setTimeout(resolve, 300));
      isSilent = stream.heard.length === before;
    }
    const end = { ...legacy(session, "ping"), method: "DELETE" };
    assert.equal((await ask(other.edge, end)).status, 200);
    await stream.ended;
  }));

Deno.test("a restarted process continues the sessions of the one before", async () => {
  await using database = await POSTGRES.place();
  let session: string;
  {
    await using before = await openApp({ database: storedAddress(database.url) });
    await fillFloor(before.app.database);
    session = await openSession(before.edge);
    await ask(before.edge, legacy(session, "resources/subscribe", { uri: LIVE }));
  }
  await using after = await openApp({ database: storedAddress(database.url) });
  const stream = await openStream(after.edge, session);
  await place(after.app.database);
  await until(() => Promise.resolve(stream.heard.length === 2));
  // First the addresses that may have changed while there was no stream.
  assert.deepEqual(stream.heard.map(({ params }) => params), [
    { uri: LIVE },
    { uri: LIVE, _meta: { [SEQUENCES_KEY]: { downtown: 2 } } },
  ]);
  const tools = await ask(after.edge, legacy(session, "tools/list"));
  assert.ok(JSON.stringify(messagesIn(tools)[0]?.result).includes("process_order"));
});

Deno.test("sessions lost in a server crash continue in their process, and then in any", () =>
  withTwo(async (one, other) => {
    const session = await openSession(one.edge);
    await ask(one.edge, legacy(session, "resources/subscribe", { uri: LIVE }));
    const { write } = one.app.database;
    await write((writer) => sql`truncate client_sessions`.execute(writer));
    assert.equal((await ask(one.edge, legacy(session, "ping"))).status, 200);
    await until(async () => (await ask(other.edge, legacy(session, "ping"))).status === 200);
    const stream = await openStream(other.edge, session);
    await place(one.app.database);
    await until(() => Promise.resolve(stream.heard.length === 2));
  }));

Deno.test("requests that come together find one session", () =>
  withTwo(async (one, other) => {
    const session = await openSession(one.edge);
    const replies = await Promise.all(
      Array.from({ length: 8 }, (_, id) => ask(other.edge, legacy(session, "ping", {}, id))),
    );
    assert.deepEqual(new Set(replies.map(({ status }) => status)), new Set([200]));
    const { path, headers } = { path: "/metrics", headers: { host: "127.0.0.1" } };
    const { text } = await ask(other.edge, { method: "GET", path, headers });
    assert.match(text, /^restaurant_mcp_sessions 1$/m);
    await ask(other.edge, legacy(session, "resources/subscribe", { uri: LIVE }, 9));
    const stream = await openStream(other.edge, session);
    await place(other.app.database);
    // The one that every stream begins with, and the order's.
    await until(() => Promise.resolve(stream.heard.length === 2));
  }));

Deno.test("a session belongs to its caller only, and an unknown one is not created", () =>
  withTwo(async (one, other) => {
    const made = (name: string) =>
      one.app.database.write((writer) =>
        createToken(writer, { name, role: "staff", locations: null, expires: null }, systemClock())
      );
    const [first, second] = [await made("first"), await made("second")];
    const as = ({ token }: { readonly token: string }) => ({ authorization: `Bearer ${token}` });
    const session = await openSession(one.edge, as(first));
    const ping = (id: string, headers: Record<string, string>) =>
      ask(other.edge, withHeaders(legacy(id, "ping"), headers));
    assert.equal((await ping(session, as(second))).status, 404);
    assert.equal((await ping(session, as(first))).status, 200);
    assert.equal((await ping(session, as(second))).status, 404);
    for (const id of [crypto.randomUUID(), "x", "' or true --"]) {
      assert.equal((await ping(id, as(first))).status, 404);
    }
  }));
