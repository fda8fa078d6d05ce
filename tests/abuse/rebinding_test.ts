import assert from "node:assert/strict";
import { protectedResource } from "../../src/http/protected_resource.ts";
import type { HttpOptions } from "../../src/http/http.ts";
import { serveRestaurant } from "../support/restaurant_server.ts";
import { rawExchange, rawRequest } from "../support/socket.ts";

/** Everything that is served, and something that is not. */
const PATHS = [
  ...["/mcp", "/healthz", "/readyz", "/metrics", "/.well-known/oauth-protected-resource"],
  ...["/.well-known/oauth-protected-resource/mcp", "/", "/nothing"],
];

const EVIL_HOSTS = [
  ...[
    "evil.example",
    "127.0.0.1.evil.example",
    "localhost.evil.example",
    "evil.example:8000",
    "10.0.0.1",
  ],
  ...["[::2]", "0.0.0.0", "localhost@evil.example", "evil.example/localhost"],
];

const EVIL_ORIGINS = [
  ...[
    "http://evil.example",
    "https://127.0.0.1.evil.example",
    "http://localhost.evil.example",
    "null",
  ],
  ...[
    "file://",
    "http://localhost@evil.example",
    "chrome-extension://localhost.evil",
    "not an origin",
  ],
];

const OAUTH: Partial<HttpOptions> = {
  oauth: protectedResource("http://127.0.0.1", "https://issuer.example", []),
};

async function statusOf(url: URL, path: string, headers: readonly string[], method = "GET") {
  const answer = await rawExchange(url, rawRequest(`${method} ${path} HTTP/1.1`, headers));
  return Number(/^HTTP\/1.1 (\d+)/.exec(answer)?.[1]);
}

Deno.test("DNS rebinding is refused on every path", async () => {
  await using server = await serveRestaurant(OAUTH);
  for (const path of PATHS) {
    for (const host of EVIL_HOSTS) {
      for (const method of ["GET", "POST", "DELETE", "OPTIONS"]) {
        const status = await statusOf(server.url, path, [`Host: ${host}`], method);
        assert.equal(status, 403, `${method} ${path} of ${host}`);
      }
    }
  }
});

Deno.test("a page of another site is refused by its Origin, on every path", async () => {
  await using server = await serveRestaurant(OAUTH);
  for (const path of PATHS) {
    for (const origin of EVIL_ORIGINS) {
      const headers = ["Host: 127.0.0.1", `Origin: ${origin}`];
      for (const method of ["GET", "POST", "OPTIONS"]) {
        const status = await statusOf(server.url, path, headers, method);
        assert.equal(status, 403, `${method} ${path} of ${origin}`);
      }
    }
  }
});

Deno.test("this machine's own names, and its own pages, are served", async () => {
  await using server = await serveRestaurant(OAUTH);
  for (const host of ["127.0.0.1", "localhost:8000", "[::1]:8000", "LOCALHOST"]) {
    for (const origin of [[], ["Origin: http://localhost:3000"], ["Origin: https://127.0.0.1"]]) {
      const status = await statusOf(server.url, "/healthz", [`Host: ${host}`, ...origin]);
      assert.equal(status, 200, `${host} ${origin}`);
    }
  }
});

Deno.test("a request that names no host, or two, is not served", async () => {
  await using server = await serveRestaurant(OAUTH);
  for (
    const headers of [[], ["Host: 127.0.0.1", "Host: evil.example"], ["Host: a b"], ["Host: ["]]
  ) {
    const status = await statusOf(server.url, "/readyz", headers);
    assert.ok([400, 403].includes(status), `${headers}: ${status}`);
  }
});

Deno.test("no answer lets pages of other sites read it", async () => {
  await using server = await serveRestaurant(OAUTH);
  for (const path of PATHS) {
    for (const method of ["GET", "OPTIONS", "POST"]) {
      const headers = ["Host: 127.0.0.1", "Origin: http://localhost:3000"];
      const answer = await rawExchange(
        server.url,
        rawRequest(`${method} ${path} HTTP/1.1`, headers),
      );
      assert.doesNotMatch(answer, /access-control-allow/i, `${method} ${path}`);
    }
  }
});
