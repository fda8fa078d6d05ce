import assert from "node:assert/strict";
import { connect } from "node:net";
import { modern } from "../support/edge.ts";
import { serveRestaurant } from "../support/restaurant_server.ts";
import { rawRequest } from "../support/socket.ts";

const HOST = "Host: 127.0.0.1";
const JSON_TYPE = "Content-Type: application/json";

/** Bytes that no library would send. */
const REQUESTS: readonly (readonly [what: string, bytes: string])[] = [
  ["nothing", "\r\n\r\n"],
  ["bytes that are no HTTP", "\u0000\u0001\u00ff".repeat(500)],
  ["the beginning of TLS", "\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001\u00fc\u0003\u0003"],
  ["HTTP/0.9", "GET /mcp\r\n\r\n"],
  ["HTTP/1.0 without a host", "GET /mcp HTTP/1.0\r\n\r\n"],
  ["HTTP/2 as it begins", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"],
  ["a version that there is not", rawRequest("GET /mcp HTTP/9.9", [HOST])],
  ["TRACE", rawRequest("TRACE /mcp HTTP/1.1", [HOST])],
  ["CONNECT", rawRequest("CONNECT 127.0.0.1:22 HTTP/1.1", [HOST])],
  ["OPTIONS of everything", rawRequest("OPTIONS * HTTP/1.1", [HOST])],
  ["a method of its own", rawRequest(`${"X".repeat(500)} /mcp HTTP/1.1`, [HOST])],
  ["a proxy's address", rawRequest("GET http://evil.example/mcp HTTP/1.1", [HOST])],
  ["another scheme", rawRequest("GET file:///etc/passwd HTTP/1.1", [HOST])],
  ["an address that is none", rawRequest("GET http://[::x/ HTTP/1.1", [HOST])],
  ["raw bytes in the path", rawRequest("GET /\u00ff\u00fe\u0080 HTTP/1.1", [HOST])],
  ["a path of 100 KB", rawRequest(`GET /${"a".repeat(100_000)} HTTP/1.1`, [HOST])],
  ["a header of 1 MB", rawRequest("GET /mcp HTTP/1.1", [HOST, `X: ${"a".repeat(1_000_000)}`])],
  ["10,000 headers", rawRequest("GET /mcp HTTP/1.1", [HOST, ...Array(10_000).fill("X: y")])],
  ["a header without a name", rawRequest("GET /mcp HTTP/1.1", [HOST, ": x"])],
  ["a header on two lines", rawRequest("GET /mcp HTTP/1.1", [HOST, "X: a", " b"])],
  ["bare line feeds", `GET /mcp HTTP/1.1\n${HOST}\nConnection: close\n\n`],
  [
    "two lengths",
    rawRequest("POST /mcp HTTP/1.1", [
      ...[HOST, JSON_TYPE, "Content-Length: 2", "Content-Length: 3"],
    ], "{}x"),
  ],
  ["a negative length", rawRequest("POST /mcp HTTP/1.1", [HOST, JSON_TYPE, "Content-Length: -1"])],
  [
    "a length and chunks",
    rawRequest("POST /mcp HTTP/1.1", [
      ...[HOST, JSON_TYPE, "Content-Length: 4", "Transfer-Encoding: chunked"],
    ], "0\r\n\r\nGET /metrics HTTP/1.1\r\n\r\n"),
  ],
  [
    "chunks that are none",
    rawRequest("POST /mcp HTTP/1.1", [
      ...[HOST, JSON_TYPE, "Transfer-Encoding: chunked"],
    ], "zz\r\n{}\r\n0\r\n\r\n"),
  ],
  [
    "a chunk without an end",
    rawRequest("POST /mcp HTTP/1.1", [
      ...[HOST, JSON_TYPE, "Transfer-Encoding: chunked"],
    ], "ffffffffffffffff\r\n{}"),
  ],
  [
    "an encoding of its own",
    rawRequest("POST /mcp HTTP/1.1", [
      ...[HOST, JSON_TYPE, "Transfer-Encoding: x"],
    ], "{}"),
  ],
  [
    "a websocket",
    rawRequest("GET /mcp HTTP/1.1", [
      ...[HOST, "Upgrade: websocket", "Sec-WebSocket-Version: 13", "Sec-WebSocket-Key: eA=="],
    ]),
  ],
  [
    "an expectation",
    rawRequest("POST /mcp HTTP/1.1", [
      ...[HOST, JSON_TYPE, "Expect: 200-maybe", "Content-Length: 2"],
    ], "{}"),
  ],
  [
    "a session id of raw bytes",
    rawRequest("GET /mcp HTTP/1.1", [HOST, "Mcp-Session-Id: \u00ff\u00fe"]),
  ],
  ["a token of raw bytes", rawRequest("GET /mcp HTTP/1.1", [HOST, "Authorization: Bearer \u00ff"])],
  [
    "two tokens",
    rawRequest("GET /mcp HTTP/1.1", [
      ...[HOST, "Authorization: Bearer a", "Authorization: Bearer b"],
    ]),
  ],
];

/** The response until the server, or the test after its request, closes the connection. */
async function answerTo({ hostname, port }: URL, bytes: string): Promise<string> {
  const socket = connect(Number(port), hostname);
  let answer = "";
  socket.on("data", (chunk) => answer += String(chunk));
  const closed = new Promise<void>((resolve) => socket.on("close", () => resolve()));
  socket.on("error", () => {});
  socket.end(bytes, "latin1");
  await closed;
  return answer;
}

Deno.test("whatever bytes come, the server answers 4xx or hangs up, and serves the next", async () => {
  await using server = await serveRestaurant();
  for (const [what, bytes] of REQUESTS) {
    const answer = await answerTo(server.url, bytes);
    for (const [, status] of answer.matchAll(/^HTTP\/1.[01] (\d+)/gm)) {
      assert.ok(Number(status) < 500, `${what}: ${answer.slice(0, 500)}`);
    }
    assert.doesNotMatch(answer, /restaurant_mcp_|root:| {4}at /, what);
    const { method, headers, body = "" } = modern("tools/list");
    const { host: _host, ...rest } = headers;
    const response = await fetch(server.url, { method, headers: rest, body });
    assert.equal(response.status, 200, `after ${what}`);
    await response.body?.cancel();
  }
});
