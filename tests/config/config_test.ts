import assert from "node:assert/strict";
import { loadConfig } from "../../src/config/config.ts";
import { DEFAULT_LIMITS } from "../../src/security/limits.ts";
import { RestaurantError } from "../../src/values/errors.ts";

Deno.test("without flags and variables: stdio, and a file in ./data", () => {
  assert.deepEqual({ ...loadConfig({}, {}) }, {
    transport: "stdio",
    host: "127.0.0.1",
    port: 8000,
    database: "data/restaurant.db",
    demo: false,
    readOnly: false,
    rateLimit: DEFAULT_LIMITS,
    logLevel: "info",
  });
});

Deno.test("a configuration cannot be changed", () => {
  assert.ok(Object.isFrozen(loadConfig({}, {})));
});

Deno.test("a flag wins over its variable", () => {
  const environment = { DATABASE_URL: "variable.db", LOG_LEVEL: "warn" };
  const config = loadConfig({ database: "flag.db" }, environment);
  assert.equal(config.database, "flag.db");
  assert.equal(config.logLevel, "warn");
});

for (
  const [flags, environment, message] of [
    [{ transport: "sse" }, {}, /^--transport 'sse' is not valid; use stdio or http\.$/],
    [{ transport: "http", port: "80a" }, {}, /^--port '80a' is not valid; use a whole number/],
    [{ transport: "http", port: "70000" }, {}, /^--port '70000'/],
    [{}, { LOG_LEVEL: "loud" }, /^LOG_LEVEL 'loud' is not valid; use debug, info, warn or error/],
    [{ logLevel: "loud" }, {}, /^--log-level 'loud'/],
    [
      { transport: "http", host: "0.0.0.0" },
      {},
      /^--host 0\.0\.0\.0 is every address .* MCP_PUBLIC_URL/,
    ],
    [{ demo: true, database: "a.db" }, {}, /^--demo keeps its data in memory and --database/],
    [
      { database: "postgres://:secret@x" },
      {},
      /^The PostgreSQL address: It does not name the (?!.*secret)/,
    ],
    [{ port: "9000" }, {}, /^--host and --port belong to --transport http/],
  ] as const
) {
  Deno.test(`${JSON.stringify(flags)} with ${JSON.stringify(environment)} names what to do`, () => {
    assert.throws(
      () => loadConfig(flags, environment),
      (error) =>
        error instanceof RestaurantError && error.code === "INVALID_INPUT" &&
        message.test(error.message),
    );
  });
}

Deno.test("every faulty value is named at once", () => {
  assert.throws(
    () => loadConfig({ transport: "sse", port: "x" }, { LOG_LEVEL: "loud" }),
    /--transport 'sse'.*--port 'x'.*LOG_LEVEL 'loud'/,
  );
});
