import assert from "node:assert/strict";
import { HTTP_CAPS } from "../../src/http/guard.ts";
import { ask, modern, openApp, withHeaders } from "../support/edge.ts";
import { serveRestaurant } from "../support/restaurant_server.ts";
import { rawRequest, rawStatus } from "../support/socket.ts";

const LARGEST = 1_048_576;
const HEADERS = ["Host: 127.0.0.1", "Content-Type: application/json"];

/** Bytes that come without a length said before. */
function chunked(...chunks: string[]): string {
  return [...chunks, ""].map((chunk) => `${chunk.length.toString(16)}\r\n${chunk}\r\n`).join("");
}

const post = "POST /mcp HTTP/1.1";

Deno.test("a body over a megabyte is refused before it is read, when its length says so", async () => {
  await using server = await serveRestaurant();
  const head = rawRequest(post, [...HEADERS, `Content-Length: ${LARGEST + 1}`]);
  assert.equal(await rawStatus(server.url, head), 413);
});

Deno.test("and as soon as it is over, when nothing says its length", async () => {
  await using server = await serveRestaurant();
  const body = chunked(...Array(20).fill("x".repeat(60_000)));
  const request = rawRequest(post, [...HEADERS, "Transfer-Encoding: chunked"], body);
  assert.equal(await rawStatus(server.url, request), 413);
});

Deno.test("a megabyte itself is read", async () => {
  await using started = await openApp();
  const empty = JSON.stringify({ jsonrpc: "2.0", id: 1, method: "ping", params: { a: "" } });
  const body = empty.replace('"a":""', `"a":"${"x".repeat(LARGEST - empty.length)}"`);
  assert.equal(body.length, LARGEST);
  const exact = await ask(started.edge, { ...modern("tools/list"), body });
  assert.notEqual(exact.status, 413);
  const over = await ask(started.edge, { ...modern("tools/list"), body: `${body} ` });
  assert.equal(over.status, 413);
});

Deno.test("a gzip body is unpacked up to the size limit; other encodings are refused", async () => {
  await using server = await serveRestaurant();
  const zeros = new Blob([new Uint8Array(100_000_000)]).stream();
  const bytes = await new Response(zeros.pipeThrough(new CompressionStream("gzip"))).bytes();
  for (
    const [encoding, status] of [["gzip", 413], ["deflate", 415], ["identity, gzip", 415]] as const
  ) {
    const response = await fetch(server.url, {
      method: "POST",
      headers: { "content-type": "application/json", "content-encoding": encoding },
      body: bytes,
    });
    assert.equal(response.status, status);
    await response.body?.cancel();
  }
});

Deno.test("a body that dribbles is given up", async () => {
  await using server = await serveRestaurant({ caps: { ...HTTP_CAPS, bodyMs: 50 } });
  const head = rawRequest(post, [...HEADERS, "Content-Length: 1000"], '{"jsonrpc":');
  assert.equal(await rawStatus(server.url, head), 408);
});

Deno.test("a truncated body gets no response and is not logged as an error", async () => {
  await using started = await openApp();
  const body = new ReadableStream({
    pull(controller) {
      controller.error(new TypeError("the connection was reset"));
    },
  });
  const { body: _body, ...exchange } = modern("tools/list");
  const request = new Request("http://127.0.0.1/mcp", { ...exchange, body });
  assert.equal((await started.edge.fetch(request)).status, 400);
});

Deno.test("deep nesting is refused before it is parsed, wherever it is", async () => {
  await using started = await openApp();
  const deep = "[".repeat(100_000) + "]".repeat(100_000);
  const honest = modern("tools/call", { name: "health_check", arguments: {} });
  const bodies = [
    deep,
    honest.body?.replace('"arguments":{}', `"arguments":{"a":${deep}}`),
    honest.body?.replace('"_meta":{', `"_meta":{"a":${deep},`),
    `{"jsonrpc":"2.0","id":1,"result":${deep}}`,
    `{"a":`.repeat(50_000),
  ];
  for (const body of bodies) {
    const { status, text } = await ask(started.edge, { ...honest, body: body ?? "" });
    assert.equal(status, 400);
    assert.match(text, /nested too deeply/);
  }
});

Deno.test("300,000 values in an argument are refused, by tools, prompts and whatever carries them", async () => {
  await using started = await openApp();
  const many = Array(300_000).fill(1);
  const questions = [
    modern("tools/call", { name: "get_sales_data", arguments: { date: many } }),
    modern("tools/call", {
      name: "health_check",
      arguments: { a: { b: [many.slice(0, 999), many] } },
    }),
    modern("tools/call", {
      name: "search_orders",
      arguments: Object.fromEntries(Array.from({ length: 50_000 }, (_, index) => [index, 0])),
    }),
    modern("prompts/get", { name: "daily_briefing", arguments: { date: many } }),
    modern("resources/read", { uri: many }),
    modern("subscriptions/listen", {
      notifications: { resourceSubscriptions: Array(30_000).fill("restaurant://live_orders") },
    }),
  ];
  for (const question of questions) {
    const { text } = await ask(started.edge, question);
    assert.match(text, /more than 1000 values|-32602|more than 100 subscriptions/);
    assert.ok(text.length < 5000, "every one of them is named");
  }
});

Deno.test("ids are echoed in answers, so their length is limited", async () => {
  await using started = await openApp();
  const { status } = await ask(started.edge, modern("tools/list", {}, "x".repeat(201)));
  assert.equal(status, 400);
  assert.equal((await ask(started.edge, modern("tools/list", {}, "x".repeat(200)))).status, 200);
});

Deno.test("another content type is refused whatever it resembles", async () => {
  await using started = await openApp();
  const types = [
    ...["text/plain", "text/plain; a=application/json", "application/jsonp", "multipart/form-data"],
    ...["application/x-www-form-urlencoded", "application/json, text/plain", "", undefined],
  ];
  for (const type of types) {
    const exchange = withHeaders(modern("tools/list"), { "content-type": type });
    const body = new TextEncoder().encode(exchange.body);
    const request = new Request("http://127.0.0.1/mcp", { ...exchange, body });
    assert.equal((await started.edge.fetch(request)).status, 415, `${type}`);
  }
});
