import assert from "node:assert/strict";
import { IDENTITY } from "../../src/app/registry.ts";
import type { Registry } from "../../src/mcp/registry.ts";
import { type ServerFactory, serverFactory } from "../../src/mcp/server.ts";
import { LOCAL } from "../../src/security/principal.ts";
import { openSqlite } from "../../src/storage/sqlite/sqlite.ts";
import { systemClock } from "../../src/values/clock.ts";
import { testRegistry } from "../support/calls.ts";
import { serveHttp, type TestServer } from "../support/http.ts";
import {
  conformance,
  merge,
  scenariosIn,
  SUITES,
  withoutTools,
  withTestCapabilities,
} from "./suite.ts";
import { proxyWithToken } from "../support/token_proxy.ts";
import { IN_MEMORY } from "../../src/storage/address/database_address.ts";
import { fixtures } from "./fixtures.ts";

/** Scenarios that ask nothing but the protocol itself: the shipped registry passes them alone. */
const WITHOUT_FIXTURES = [
  "server-initialize",
  "ping",
  "tools-list",
  "resources-list",
  "server-sse-multiple-streams",
  "dns-rebinding-protection",
];

for (const access of ["without authentication", "with authentication"] as const) {
  const serve = access === "with authentication" ? serveWithToken : serveOpenly;

  Deno.test(`${access} the shipped server passes every scenario that needs no fixture`, async () => {
    await using database = await openSqlite(IN_MEMORY);
    const registry = testRegistry(database, { clock: systemClock });
    await using server = await serve(serverFactory(IDENTITY, registry), registry);
    const { report } = await conformance(server.url, SUITES.latest, "--suite", "active");
    const scenarios = scenariosIn(report);
    for (const scenario of WITHOUT_FIXTURES) {
      assert.ok(scenarios.get(scenario), `${scenario}\n${report}`);
    }
  });

  Deno.test(`${access} and with fixtures in the same registry the whole active suite passes`, async () => {
    await using database = await openSqlite(IN_MEMORY);
    const registry = merge(testRegistry(database, { clock: systemClock }), fixtures);
    await using server = await serve(
      withTestCapabilities(registry),
      withoutTools(registry, fixtures),
    );
    const { failed, passed, report } = await conformance(
      server.url,
      SUITES.latest,
      "--suite",
      "active",
    );
    assert.equal(failed, 0, report);
    assert.ok(passed >= 40, report);
  });
}

async function serveOpenly(createServer: ServerFactory, registry: Registry): Promise<TestServer> {
  return await serveHttp(createServer, { registry });
}

/** The suite cannot show a token, so a proxy does. */
async function serveWithToken(
  createServer: ServerFactory,
  registry: Registry,
): Promise<TestServer> {
  const token = "conformance";
  const caller = { ...LOCAL, id: "oauth:suite", isOAuth: true };
  const server = await serveHttp(createServer, {
    registry,
    authenticate: (given) => Promise.resolve(given === token ? caller : undefined),
  });
  const refused = await fetch(server.url);
  await refused.body?.cancel();
  assert.equal(refused.status, 401);
  const proxy = await proxyWithToken(server.url, token);
  return {
    url: proxy.url,
    async [Symbol.asyncDispose]() {
      await proxy[Symbol.asyncDispose]();
      await server[Symbol.asyncDispose]();
    },
  };
}
