import assert from "node:assert/strict";
import { ask, messagesIn, modern, openApp, openSession, toSession } from "../support/edge.ts";

const ping = (id: number | string) => ({ jsonrpc: "2.0", id, method: "ping" });
const call = (id: number | string) => ({
  jsonrpc: "2.0",
  id,
  method: "tools/call",
  params: { name: "health_check", arguments: {} },
});

Deno.test("a batch of 100 is answered whole, one of 101 not at all", async () => {
  await using started = await openApp();
  const { edge } = started;
  const session = await openSession(edge);
  const batch = Array.from({ length: 101 }, (_, id) => id % 2 === 0 ? ping(id) : call(id));
  const whole = await ask(edge, toSession(session, batch.slice(0, 100)));
  assert.deepEqual(
    messagesIn(whole).map(({ id }) => id).sort((a, b) => Number(a) - Number(b)),
    Array.from({ length: 100 }, (_, id) => id),
  );
  const refused = await ask(edge, toSession(session, batch));
  assert.equal(refused.status, 400);
  assert.match(refused.text, /must not exceed 100/);
});

Deno.test("a batch is refused as a whole if it is empty, nested, or contains a non-message", async () => {
  await using started = await openApp();
  const session = await openSession(started.edge);
  for (
    const batch of [[], [[ping(1)]], [ping(1), 5], [ping(1), { id: 2 }], [null], Array(100_000)]
  ) {
    const { status, text } = await ask(started.edge, toSession(session, [...batch]));
    assert.equal(status, 400, JSON.stringify(batch).slice(0, 80));
    assert.doesNotMatch(text, /"result"/);
  }
});

Deno.test("no batch opens a session, and none is served without one", async () => {
  await using started = await openApp();
  const { edge } = started;
  const session = await openSession(edge);
  const initialize = { ...ping(1), method: "initialize", params: {} };
  for (const batch of [[initialize], [initialize, ping(2)], [ping(1)]]) {
    const { headers: { "mcp-session-id": _session, ...headers }, ...rest } = toSession(
      session,
      batch,
    );
    assert.equal((await ask(edge, { ...rest, headers })).status, 400);
  }
});

Deno.test("2026-07-28 has no batches", async () => {
  await using started = await openApp();
  const exchange = modern("tools/list");
  const body = JSON.stringify([JSON.parse(exchange.body ?? "")]);
  assert.equal((await ask(started.edge, { ...exchange, body })).status, 400);
});

Deno.test("an id used twice in a batch leaves no request unanswered", async () => {
  await using started = await openApp();
  const session = await openSession(started.edge);
  const reply = await ask(started.edge, toSession(session, [call(1), call(1), ping(1)]));
  assert.ok(messagesIn(reply).length >= 1);
});
