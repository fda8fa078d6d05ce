import assert from "node:assert/strict";
import { HTTP_CAPS } from "../../src/http/guard.ts";
import { httpEdge } from "../../src/http/http.ts";
import { serverFactory } from "../../src/mcp/server.ts";
import { slidingWindow } from "../../src/security/sliding_window.ts";
import { ask } from "../support/edge.ts";
import { testHttpOptions } from "../support/http.ts";

/** An edge without authentication, with one file that is open to anyone who has its address. */
function started() {
  return httpEdge(testHttpOptions(
    serverFactory({ implementation: { name: "test", version: "1" }, instructions: "" }, {
      tools: [],
      resources: [],
      prompts: [],
    }),
    {
      authenticate: () => Promise.resolve(undefined),
      limiter: slidingWindow({ now: () => 0, most: 100 }),
      caps: { ...HTTP_CAPS, rate: { calls: 2, seconds: 60 } },
      open: [{
        path: "/reports/:id",
        serve: (_request, { id = "" }) => Promise.resolve(new Response(`report ${id}`)),
      }],
    },
  ));
}

const file = { method: "GET", path: "/reports/R1?signature=x", headers: { host: "127.0.0.1" } };

Deno.test("only open routes are served without a token", async () => {
  await using edge = started();
  assert.equal((await ask(edge, file)).text, "report R1");
  assert.equal((await ask(edge, { ...file, path: "/metrics" })).status, 401);
  assert.equal((await ask(edge, { ...file, path: "/other" })).status, 404);
});

Deno.test("an address gets its share of open routes, and leaves others theirs", async () => {
  await using edge = started();
  for (const status of [200, 200, 429]) assert.equal((await ask(edge, file)).status, status);
  assert.equal((await ask(edge, file, "1.2.3.4")).status, 200);
});

Deno.test("open routes go through the chain: host first, then none while the server drains", async () => {
  await using edge = started();
  const foreign = { ...file, headers: { host: "evil.example.com" } };
  assert.equal((await ask(edge, foreign)).status, 403);
  await edge.drain();
  assert.equal((await ask(edge, file)).status, 503);
});
