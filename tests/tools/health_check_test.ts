import assert from "node:assert/strict";
import { openSqlite } from "../../src/storage/sqlite.ts";
import { callTool, testRegistry } from "../support/calls.ts";

Deno.test("a server whose database answers is healthy", async () => {
  await using database = await openSqlite(":memory:");
  const { structured, text } = await callTool(testRegistry(database), "health_check");
  assert.equal(structured.status, "healthy");
  assert.deepEqual(structured.checks, { server: "ok", database: "ok", audit: "ok" });
  assert.equal(structured.timestamp, "2026-12-31T12:00:00Z");
  assert.equal(structured.uptime_seconds, 0);
  assert.match(text, /^healthy: /);
});

Deno.test("one whose database is gone says so and gives no error", async () => {
  const database = await openSqlite(":memory:");
  const registry = testRegistry(database);
  await database[Symbol.asyncDispose]();
  const { structured, isError } = await callTool(registry, "health_check");
  assert.equal(isError, false);
  assert.equal(structured.status, "unhealthy");
  assert.deepEqual(structured.checks, { server: "ok", database: "failing", audit: "ok" });
});
