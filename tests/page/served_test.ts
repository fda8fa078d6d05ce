import assert from "node:assert/strict";
import { registryOf } from "../../src/app/registry.ts";
import { serverFactory } from "../../src/mcp/server.ts";
import { IDENTITY } from "../../src/app/registry.ts";
import { servePage } from "../../src/page/serve_page.ts";
import { LOCAL } from "../../src/security/principal.ts";
import { checkHealth } from "../../src/telemetry/health.ts";
import { requestContext, testCache, testEdge, testFiles, testRegistry } from "../support/calls.ts";
import { CLIENTS } from "../support/clients.ts";
import { openRestaurant } from "../support/sales.ts";
import { serveRestaurant } from "../support/restaurant_server.ts";
import { program, run, serveProgram } from "../support/server_process.ts";

const DRAWN = [
  "get_sales_data",
  "get_analytics",
  "forecast_demand",
  "get_live_orders",
  "get_inventory",
  "search_feedback",
];

Deno.test("the page is served with a policy that lets it run its own script and nothing else", async () => {
  const answer = await servePage("https://auth.example.com/tenant")();
  const policy = answer.headers.get("content-security-policy") ?? "";
  assert.match(
    policy,
    /^default-src 'none'; script-src 'sha256-\S+' 'sha256-\S+'; style-src 'sha256-/,
  );
  assert.match(policy, /connect-src 'self' https:\/\/auth\.example\.com;/);
  assert.match(policy, /frame-ancestors 'none'$/);
  assert.doesNotMatch(policy, /unsafe|\*/);
  assert.match(await answer.text(), /^<!doctype html>/);
});

for (const { name, connect } of CLIENTS) {
  Deno.test(`${name}: six tools name the view, and it can be read`, async () => {
    await using server = await serveRestaurant();
    await using client = await connect(server.url);
    const { tools } = await client.listTools();
    const drawn = tools.filter(({ _meta }) => _meta !== undefined);
    assert.deepEqual(drawn.map(({ name }) => name), DRAWN);
    for (const { _meta } of drawn) {
      assert.deepEqual(_meta?.["ui"], { resourceUri: "ui://restaurant/view" });
    }
    assert.match(await client.readResource("ui://restaurant/view"), /^<!doctype html>/);
  });
}

Deno.test("the view's content says what a host may let it load: nothing", async () => {
  await using database = await openRestaurant();
  const entry = testRegistry(database).resources.find(({ has }) => has("ui://restaurant/view"));
  const { contents = [] } = await entry?.read("ui://restaurant/view", LOCAL, requestContext()) ??
    {};
  assert.equal(contents[0]?.mimeType, "text/html;profile=mcp-app");
  assert.deepEqual(contents[0]?._meta?.["ui"], {
    csp: { connectDomains: [], resourceDomains: [] },
    prefersBorder: false,
  });
});

Deno.test("without the page there is no view, and no tool names one", async () => {
  await using database = await openRestaurant();
  const analyses = testCache(database);
  const checks = () =>
    checkHealth({
      ping: database.ping,
      audit: { isFailing: false },
      cache: analyses,
      onError: () => {},
    });
  const registry = registryOf(
    database,
    { checks, uptimeSeconds: () => 0, analyses, files: testFiles() },
    testEdge(database),
    { readOnly: false, page: false },
  );
  assert.ok(registry.tools.every(({ definition }) => definition._meta === undefined));
  assert.ok(registry.resources.every(({ has }) => !has("ui://restaurant/view")));
  assert.ok(serverFactory(IDENTITY, registry)(LOCAL) !== undefined);
});

Deno.test("--open without a page, or without a server to open, is an error", async () => {
  const without = await run(program("serve", "--transport", "http", "--no-page", "--open"));
  assert.match(without.stderr, /--open shows the page and --no-page leaves it out/);
  const stdio = await run(program("serve", "--open"));
  assert.match(stdio.stderr, /--open shows the page in a browser and belongs to --transport http/);
  assert.deepEqual([without.code, stdio.code], [2, 2]);
});

Deno.test("the program serves the page at its address, and with --no-page what MCP clients need", async () => {
  const inMemory = ["--database", ":memory:"];
  await using server = await serveProgram(program(...inMemory));
  const page = await fetch(new URL("/", server.url));
  assert.deepEqual([page.status, page.headers.get("content-type")?.split(";")[0]], [
    200,
    "text/html",
  ]);
  assert.match(await page.text(), /^<!doctype html>/);
  await using without = await serveProgram(program(...inMemory, "--no-page"));
  const missing = await fetch(new URL("/", without.url));
  assert.equal(missing.status, 404);
  assert.match(await missing.text(), /MCP is served at \/mcp/);
});
