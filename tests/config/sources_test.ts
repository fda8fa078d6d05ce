import assert from "node:assert/strict";
import { loadConfig } from "../../src/config/config.ts";
import { shownSettings } from "../../src/config/sources.ts";

function shown(flags: Parameters<typeof loadConfig>[0], environment = {}) {
  const rows = shownSettings(loadConfig(flags, environment), flags, environment);
  return Object.fromEntries(rows.map(({ name, value, source }) => [name, [value, source]]));
}

Deno.test("every setting shows its value and source", () => {
  const environment = { DATABASE_URL: "variable.db", LOG_LEVEL: "warn" };
  const { database, "log-level": level, port, ...rest } = shown(
    { transport: "http", database: "flag.db", port: "9000" },
    environment,
  );
  assert.deepEqual(database, ["flag.db", "--database"]);
  assert.deepEqual(level, ["warn", "LOG_LEVEL"]);
  assert.deepEqual(port, ["9000", "--port"]);
  assert.deepEqual(rest.host, ["127.0.0.1", "default"]);
  assert.deepEqual(rest.toolsets, ["all", "default"]);
  assert.deepEqual(rest["rate-limit"], [
    "read=120/60,write=30/60,expensive=5/300,http=3000/60",
    "default",
  ]);
  assert.deepEqual(rest.retention, ["keys=30,events=90,movements=365", "default"]);
  assert.deepEqual(rest["auth-token"], ["not set", "default"]);
});

Deno.test("the demo's data is in memory, because of --demo", () => {
  const { database } = shown({ demo: true }, { DATABASE_URL: "variable.db" });
  assert.deepEqual(database, ["in memory", "--demo"]);
});

Deno.test("a secret is shown only as set, and an address without its password", () => {
  const secret = "s3cret".repeat(6);
  const rows = shown({}, {
    MCP_AUTH_TOKEN: secret,
    API_KEY: secret,
    MCP_PUBLIC_URL: "https://mcp.example.com",
    DATABASE_URL: "postgres://ada:s3cret@db/restaurant?connect_timeout=3",
  });
  assert.deepEqual(rows.database, ["postgres://…@db:5432/restaurant", "DATABASE_URL"]);
  assert.deepEqual(rows["auth-token"], ["set", "MCP_AUTH_TOKEN"]);
  assert.deepEqual(rows["api-key"], ["set", "API_KEY"]);
  assert.deepEqual(rows["public-url"], ["https://mcp.example.com", "MCP_PUBLIC_URL"]);
  assert.doesNotMatch(JSON.stringify(rows), /s3cret/);
  assert.throws(
    () => shown({}, { MCP_PUBLIC_URL: "https://ada:s3cret@mcp.example.com" }),
    ({ message }: Error) =>
      /MCP_PUBLIC_URL holds a user name/.test(message) && !/s3cret/.test(message),
  );
});
