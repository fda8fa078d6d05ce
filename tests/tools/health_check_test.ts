import assert from "node:assert/strict";
import type { Registry } from "../../src/mcp/registry.ts";
import { callTool, testRegistry } from "../support/calls.ts";
import type { ToolResult } from "../support/clients.ts";
import { onEveryEngine } from "../support/engines.ts";
import { importText } from "../support/imports.ts";
import { patiently } from "../support/patiently.ts";

/** Asks until the database has answered within its second. */
function checkPatiently(registry: Registry): Promise<ToolResult> {
  return patiently(
    () => callTool(registry, "health_check"),
    ({ structured }) => Object(structured.checks).database === "failing",
  );
}

onEveryEngine("a server whose database answers is healthy", async (engine) => {
  await using database = await engine.fresh();
  const { structured, text } = await checkPatiently(testRegistry(database));
  assert.equal(structured.status, "healthy");
  assert.deepEqual(structured.checks, { server: "ok", database: "ok", audit: "ok", cache: "ok" });
  assert.equal(structured.last_import, null);
  assert.equal(structured.timestamp, "2026-12-31T12:00:00Z");
  assert.equal(structured.uptime_seconds, 0);
  assert.match(text, /^healthy: /);
});

onEveryEngine("it says when a file was imported last", async (engine) => {
  await using database = await engine.fresh();
  const sale = "order_id,date,item,unit_price\n1,2026-11-20,Pizza,9\n";
  const clock = () => Temporal.Instant.from("2026-11-27T03:30:00Z");
  await importText(database, sale, { location: "downtown", timezone: "UTC" }, { clock });
  const { structured, text } = await checkPatiently(testRegistry(database));
  assert.equal(structured.last_import, "2026-11-27T03:30:00Z");
  assert.match(text, /last import 2026-11-27T03:30:00Z/);
});

onEveryEngine("a server without its database reports it without an error", async (engine) => {
  const database = await engine.fresh();
  const registry = testRegistry(database);
  await database[Symbol.asyncDispose]();
  const { structured, isError } = await callTool(registry, "health_check");
  assert.equal(isError, false);
  assert.equal(structured.status, "unhealthy");
  assert.deepEqual(structured.checks, {
    server: "ok",
    database: "failing",
    audit: "ok",
    cache: "ok",
  });
});
