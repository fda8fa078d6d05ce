import assert from "node:assert/strict";
import { LOCAL } from "../../src/security/principal.ts";
import { slidingWindow } from "../../src/security/sliding_window.ts";
import { HTTP_CAPS } from "../../src/http/guard.ts";
import {
  ask,
  modern,
  openApp,
  openSession,
  send,
  toSession,
  withHeaders,
} from "../support/edge.ts";

const CALLERS = 1200;

Deno.test("more sets of rights than are cached end no stream", async () => {
  await using started = await openApp({}, {
    authenticate: (token = "first") => Promise.resolve({ ...LOCAL, id: token }),
  });
  const { edge } = started;
  const as = (caller: number, exchange: ReturnType<typeof modern>) =>
    withHeaders(exchange, { authorization: `Bearer caller${caller}` });
  const listen = modern("subscriptions/listen", {
    notifications: { resourceSubscriptions: ["restaurant://live_orders"] },
  });
  const stream = await send(edge, as(0, listen));
  const reader = stream.body?.getReader();
  assert.ok(reader);
  await reader.read();
  for (let caller = 1; caller <= CALLERS; caller++) {
    assert.equal((await ask(edge, as(caller, modern("tools/list")))).status, 200);
  }
  const ended = endOf(reader).then(() => "ended");
  const waited = new Promise((resolve) => setTimeout(resolve, 100, "open"));
  assert.equal(await Promise.race([ended, waited]), "open");
  await reader.cancel();
});

/** Reads until a stream ends; what keeps it alive may come on a slow machine. */
async function endOf(reader: ReadableStreamDefaultReader<Uint8Array>): Promise<void> {
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    assert.match(new TextDecoder().decode(value), /^(: keepalive\n\n)+$/);
  }
}

Deno.test("each message of a batch counts as a request", async () => {
  await using started = await openApp({}, {
    limiter: slidingWindow({ now: () => 0, most: 10 }),
    caps: { ...HTTP_CAPS, rate: { calls: 50, seconds: 60 } },
  });
  const { edge } = started;
  const session = await openSession(edge);
  const batch = Array.from({ length: 40 }, (_, id) => ({ jsonrpc: "2.0", id, method: "ping" }));
  assert.equal((await ask(edge, toSession(session, batch))).status, 200);
  const refused = await ask(edge, toSession(session, batch));
  assert.deepEqual([refused.status, refused.headers.get("retry-after")], [429, "60"]);
  assert.doesNotMatch(refused.text, /"result"/);
});
