import assert from "node:assert/strict";
import { configure, getLogger, type LogRecord, reset } from "@logtape/logtape";
import { LOCAL, type Principal } from "../../src/security/principal.ts";
import type { Scope } from "../../src/security/scopes.ts";
import { fileAddress } from "../../src/storage/address/database_address.ts";
import { ask, modern, openApp, withHeaders } from "../support/edge.ts";

const READER: Principal = {
  ...LOCAL,
  id: "oauth:reader",
  scopes: new Set<Scope>(["sales:read"]),
  isOAuth: true,
};

/** What is logged during some work. */
async function logged(work: () => Promise<void>): Promise<LogRecord[]> {
  const lines: LogRecord[] = [];
  await configure({
    reset: true,
    sinks: { lines: (record) => void lines.push(record) },
    loggers: [
      { category: "trace", sinks: ["lines"] },
      { category: ["logtape", "meta"], lowestLevel: "error", sinks: ["lines"] },
    ],
  });
  try {
    await work();
  } finally {
    await reset();
  }
  return lines;
}

Deno.test("while the database is away, a hundred questions of anyone are one line", async () => {
  const folder = await Deno.makeTempDir({ prefix: "restaurant-mcp-" });
  const lines = await logged(async () => {
    const database = fileAddress(`${folder}/restaurant.db`);
    await using started = await openApp({ database }, {}, getLogger("trace"));
    await Deno.remove(`${folder}/restaurant.db`);
    for (let time = 0; time < 100; time++) {
      assert.equal((await started.app.checks()).database, "failing");
    }
  });
  await Deno.remove(folder, { recursive: true });
  const notReady = lines.filter(({ rawMessage }) => String(rawMessage).startsWith("not ready"));
  assert.equal(notReady.length, 1);
});

Deno.test("a refusal is counted and logged with who it was, and many are two lines", async () => {
  const lines = await logged(async () => {
    await using started = await openApp({}, {
      authenticate: (token) => Promise.resolve(token === "right" ? READER : undefined),
    }, getLogger("trace"));
    const { app, edge } = started;
    const call = (name: string) =>
      withHeaders(modern("tools/call", { name, arguments: {} }), { authorization: "Bearer right" });
    for (let time = 0; time < 50; time++) {
      await ask(edge, modern("tools/list"), "192.0.2.1");
    }
    await ask(edge, withHeaders(modern("tools/list"), { authorization: "Bearer x" }), "192.0.2.2");
    await ask(edge, call("process_order"), "192.0.2.3");
    await ask(edge, call("a guest's name"), "192.0.2.4");
    const address = modern("resources/read", { uri: "restaurant://a guest's name" });
    await ask(edge, withHeaders(address, { authorization: "Bearer right" }), "192.0.2.5");
    await ask(edge, withHeaders(modern("tools/list"), { host: "evil.example" }), "192.0.2.6");
    const page = { origin: "https://evil.example" };
    await ask(edge, withHeaders(modern("tools/list"), page), "192.0.2.7");
    const figures = { method: "GET", path: "/metrics", headers: call("").headers };
    await ask(edge, figures, "192.0.2.8");

    const shown = await app.metrics({});
    const count = (reason: string) =>
      Number(new RegExp(`http_refusals_total\\{reason="${reason}"\\} (\\d+)`).exec(shown)?.[1]);
    assert.deepEqual(
      ["anonymous", "authentication", "scope", "unknown_tool", "unknown_resource", "host"]
        .map(count),
      [50, 1, 2, 1, 1, 2],
    );
  });
  const refusals = lines.map(({ properties: { reason, who, similar } }) => [reason, who, similar])
    .filter(([reason]) => reason !== undefined);
  assert.deepEqual(refusals, [
    ["anonymous", "192.0.2.1", 1],
    ["authentication", "192.0.2.2", 1],
    ["scope", "oauth:reader at 192.0.2.3", 1],
    ["unknown_tool", "oauth:reader at 192.0.2.4", 1],
    ["unknown_resource", "oauth:reader at 192.0.2.5", 1],
    ["host", "192.0.2.6", 1],
    ["host", "192.0.2.7", 1],
    ["scope", "oauth:reader at 192.0.2.8", 1],
    ["anonymous", "192.0.2.1", 49],
  ]);
  assert.doesNotMatch(JSON.stringify(lines), /a guest's name/);
});
