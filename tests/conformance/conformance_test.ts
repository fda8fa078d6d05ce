import assert from "node:assert/strict";
import { IDENTITY } from "../../src/app/registry.ts";
import type { Registry } from "../../src/mcp/registry.ts";
import { type ServerFactory, serverFactory } from "../../src/mcp/server.ts";
import { LOCAL } from "../../src/security/principal.ts";
import { openSqlite } from "../../src/storage/sqlite/sqlite.ts";
import { systemClock } from "../../src/values/clock.ts";
import { testRegistry } from "../support/calls.ts";
import { serveHttp, type TestServer } from "../support/http.ts";
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
    for (const scenario of WITHOUT_FIXTURES) {
      const { failed, report } = await conformance(server.url, "--scenario", scenario);
      assert.equal(failed, 0, `${scenario}\n${report}`);
    }
  });

  Deno.test(`${access} and with fixtures in the same registry the whole active suite passes`, async () => {
    await using database = await openSqlite(IN_MEMORY);
    const registry = merge(testRegistry(database, { clock: systemClock }), fixtures);
    await using server = await serve(withTestCapabilities(registry), registry);
    const { failed, passed, report } = await conformance(server.url, "--suite", "active");
    assert.equal(failed, 0, report);
    assert.ok(passed >= 40, report);
  });
}

function serveOpenly(createServer: ServerFactory, registry: Registry): Promise<TestServer> {
  return Promise.resolve(serveHttp(createServer, { registry }));
}

/** The suite cannot show a token, so a proxy does. */
async function serveWithToken(
  createServer: ServerFactory,
  registry: Registry,
): Promise<TestServer> {
  const token = "conformance";
  const caller = { ...LOCAL, id: "oauth:suite", isOAuth: true };
  const server = serveHttp(createServer, {
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

function merge(a: Registry, b: Registry): Registry {
  return {
    tools: [...a.tools, ...b.tools],
    resources: [...a.resources, ...b.resources],
    prompts: [...a.prompts, ...b.prompts],
  };
}

/** The capabilities that the suite wants to see and this server has no use for (yet). */
function withTestCapabilities(registry: Registry): ServerFactory {
  const createServer = serverFactory(IDENTITY, registry);
  return (principal) => {
    const server = createServer(principal);
    server.registerCapabilities({ logging: {}, completions: {}, resources: { subscribe: true } });
    server.setRequestHandler("completion/complete", () => ({
      completion: { values: ["paris", "park", "party"], total: 3, hasMore: false },
    }));
    server.setRequestHandler("resources/subscribe", () => ({}));
    server.setRequestHandler("resources/unsubscribe", () => ({}));
    return server;
  };
}

async function conformance(
  { port }: URL,
  ...args: string[]
): Promise<{ passed: number; failed: number; report: string }> {
  const suite = "npm:@modelcontextprotocol/conformance@0.1.16";
  const url = `http://localhost:${port}/mcp`;
  // A folder of its own: the suite reads package files from its working directory.
  const cwd = await Deno.makeTempDir();
  try {
    const { stdout, stderr } = await new Deno.Command(Deno.execPath(), {
      args: ["run", "--quiet", "-A", suite, "server", "--url", url, ...args],
      cwd,
      stdin: "null",
      env: { NO_COLOR: "1" },
      signal: AbortSignal.timeout(120_000),
    }).output();
    const decoder = new TextDecoder();
    const report = decoder.decode(stdout) + decoder.decode(stderr);
    const [, passed = "0", failed = "-1"] =
      /(\d+)(?:\/\d+| passed), (\d+) failed(?:, \d+ warnings)?\s*$/.exec(report.trimEnd()) ?? [];
    return { passed: Number(passed), failed: Number(failed), report };
  } finally {
    await Deno.remove(cwd, { recursive: true });
  }
}
