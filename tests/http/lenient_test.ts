import assert from "node:assert/strict";
import type { HttpEdge, HttpOptions } from "../../src/http/http.ts";
import {
  ask,
  legacy,
  messagesIn,
  modern,
  openApp,
  openSession,
  send,
  withHeaders,
} from "../support/edge.ts";
import { INITIALIZE } from "../support/initialize.ts";

async function withApp(
  work: (edge: HttpEdge) => Promise<void>,
  parts: Partial<HttpOptions> = {},
): Promise<void> {
  await using started = await openApp({}, parts);
  await work(started.edge);
}

const initialize = {
  method: "POST",
  path: "/mcp",
  headers: { host: "127.0.0.1", "content-type": "application/json" },
  body: JSON.stringify(INITIALIZE),
};

for (
  const [accept, type] of [
    [undefined, /json|event-stream/],
    ["*/*", /json|event-stream/],
    ["application/json", /^application\/json/],
    ["text/event-stream", /^text\/event-stream/],
    ["application/*;q=0.5", /^application\/json/],
    ["application/json, text/event-stream", /json|event-stream/],
  ] as const
) {
  Deno.test(`Accept ${accept}: answered in a type that was asked for, in every revision`, () =>
    withApp(async (edge) => {
      const session = await openSession(edge, { accept: "application/json, text/event-stream" });
      for (
        const exchange of [
          initialize,
          legacy(session, "tools/list"),
          legacy(session, "tools/call", { name: "health_check", arguments: {} }),
          modern("tools/list"),
          modern("tools/call", { name: "health_check", arguments: {} }),
        ]
      ) {
        const reply = await ask(edge, withHeaders(exchange, { accept }));
        assert.equal(reply.status, 200, reply.text);
        assert.match(reply.headers.get("content-type") ?? "", type);
        assert.ok(messagesIn(reply).some(({ result }) => result !== undefined), reply.text);
      }
    }));
}

Deno.test("a newer stream of a session takes the place of the older one", () =>
  withApp(async (edge) => {
    const session = await openSession(edge);
    const { body: _body, ...get } = { ...legacy(session, "ping"), method: "GET" };
    const older = await send(edge, get);
    const newer = await send(edge, get);
    assert.deepEqual([older.status, newer.status], [200, 200]);
    assert.equal(await older.text(), "", "the older one ended");
    await newer.body?.cancel();
  }));

Deno.test("the address with a slash at its end is the same", () =>
  withApp(async (edge) => {
    const reply = await ask(edge, { ...modern("tools/list"), path: "/mcp/" });
    assert.ok(messagesIn(reply)[0]?.result?.tools);
  }));

for (
  const [params, fault] of [
    [{ protocolVersion: "2025-06-18", capabilities: {} }, /clientInfo/],
    [{ ...INITIALIZE.params, capabilities: { sampling: null } }, /capabilities\.sampling/],
    [{ ...INITIALIZE.params, protocolVersion: 5 }, /protocolVersion/],
  ] as const
) {
  Deno.test(`an incomplete initialize is explained: ${fault.source}`, () =>
    withApp(async (edge) => {
      const body = JSON.stringify({ ...INITIALIZE, id: "i1", params });
      const reply = await ask(edge, { ...initialize, body });
      const { id, error } = JSON.parse(reply.text);
      assert.deepEqual([reply.status, id, error.code], [400, "i1", -32602]);
      assert.match(error.message, fault);
    }));
}

Deno.test("a client that looks for a sign-in learns that there are only static tokens", () =>
  withApp(async (edge) => {
    const headers = { host: "127.0.0.1" };
    for (
      const [method, path, status] of [
        ["POST", "/register", 400],
        ["GET", "/.well-known/oauth-protected-resource/mcp", 404],
        ["GET", "/.well-known/oauth-authorization-server", 404],
      ] as const
    ) {
      const reply = await ask(edge, { method, path, headers });
      assert.equal(reply.status, status);
      assert.match(JSON.parse(reply.text).error_description, /token create/);
    }
  }));

Deno.test("an unknown host is told which setting its operator needs", () =>
  withApp(async (edge) => {
    const reply = await ask(edge, withHeaders(modern("tools/list"), { host: "pos.example.com" }));
    assert.equal(reply.status, 403);
    assert.match(reply.text, /pos\.example\.com.*MCP_ALLOWED_HOSTS/);
  }));

Deno.test("a gzip body is read up to the size limit; other encodings are named", () =>
  withApp(async (edge) => {
    const { body = "", ...exchange } = modern("tools/list");
    const post = async (text: string, encoding: string) => {
      const zipped = new Response(text).body?.pipeThrough(new CompressionStream("gzip"));
      return await edge.fetch(
        new Request("http://127.0.0.1/mcp", {
          method: "POST",
          headers: { ...exchange.headers, "content-encoding": encoding },
          body: await new Response(zipped).arrayBuffer(),
        }),
      );
    };
    assert.match(await (await post(body, "gzip")).text(), /"tools"/);
    const bomb = await post(`"${"x".repeat(50_000_000)}"`, "gzip");
    assert.equal(bomb.status, 413);
    assert.equal((await post(body, "br")).status, 415);
  }));

Deno.test("pages of an allowed origin may call; a browser asks first, without a token", () =>
  withApp(async (edge) => {
    const origin = "https://app.example.com";
    const asking = {
      method: "OPTIONS",
      path: "/mcp",
      headers: {
        host: "127.0.0.1",
        origin,
        "access-control-request-method": "POST",
        "access-control-request-headers": "authorization,mcp-method",
      },
    };
    const preflight = await ask(edge, asking);
    assert.equal(preflight.status, 204);
    assert.equal(preflight.headers.get("access-control-allow-origin"), origin);
    assert.match(preflight.headers.get("access-control-allow-headers") ?? "", /mcp-method/);
    const refused = await ask(edge, withHeaders(modern("tools/list"), { origin }));
    assert.equal(refused.status, 401);
    assert.equal(refused.headers.get("access-control-allow-origin"), origin);
    assert.match(refused.headers.get("access-control-expose-headers") ?? "", /www-authenticate/);
    for (const other of ["https://evil.example.com", "https://app.example.com.evil.example"]) {
      assert.equal((await ask(edge, withHeaders(asking, { origin: other }))).status, 403);
    }
  }, {
    origins: ["https://app.example.com"],
    authenticate: () => Promise.resolve(undefined),
  }));

Deno.test('"not found" has the error code of the client\'s revision', () =>
  withApp(async (edge) => {
    const session = await openSession(edge);
    for (const uri of ["restaurant://nothing", "restaurant://menu_items/NOTHING0"]) {
      const old = messagesIn(await ask(edge, legacy(session, "resources/read", { uri })));
      assert.equal(old.at(-1)?.error?.code, -32002);
      const now = messagesIn(await ask(edge, modern("resources/read", { uri })));
      assert.equal(now[0]?.error?.code, -32602);
    }
  }));

Deno.test("2025-11-25: a response starts with an event to resume from, and can be replayed", () =>
  withApp(async (edge) => {
    const session = await openSession(edge);
    const first = await ask(edge, legacy(session, "tools/list"));
    const [, event = ""] = /^id: (\S+)\nretry: \d+\ndata: \n\n/.exec(first.text) ?? [];
    assert.ok(event !== "", first.text.slice(0, 100));
    const { body: _body, ...get } = { ...legacy(session, "ping"), method: "GET" };
    const again = await ask(edge, withHeaders(get, { "last-event-id": event }));
    assert.deepEqual(messagesIn(again), messagesIn(first));
    const older = await ask(
      edge,
      withHeaders(legacy(session, "tools/list"), { "mcp-protocol-version": "2025-06-18" }),
    );
    assert.doesNotMatch(older.text, /retry:/);
  }));

Deno.test("an event that is not kept any more opens a stream all the same", () =>
  withApp(async (edge) => {
    const session = await openSession(edge);
    const { body: _body, ...get } = { ...legacy(session, "ping"), method: "GET" };
    for (const event of ["gone_1", "x", "00000000_5"]) {
      const stream = await send(edge, withHeaders(get, { "last-event-id": event }));
      assert.equal(stream.status, 200);
      await stream.body?.cancel();
    }
  }));
