import assert from "node:assert/strict";
import { DEFAULT_RETENTION } from "../../src/config/retention.ts";
import { loadConfig } from "../../src/config/config.ts";
import { DEFAULT_LIMITS } from "../../src/security/limits.ts";
import { RestaurantError } from "../../src/values/errors.ts";

const OAUTH = {
  MCP_OAUTH_ISSUER: "https://id.example.com",
  MCP_OAUTH_AUDIENCE: "https://mcp.example.com/mcp",
  MCP_PUBLIC_URL: "https://mcp.example.com",
};

Deno.test("without flags and variables: stdio, and a file in ./data", () => {
  const { database, ...config } = loadConfig({}, {});
  assert.equal(String(database), "data/restaurant.db");
  assert.deepEqual(config, {
    transport: "stdio",
    host: "127.0.0.1",
    port: 8000,
    demo: false,
    readOnly: false,
    page: true,
    open: false,
    rateLimit: DEFAULT_LIMITS,
    retention: DEFAULT_RETENTION,
  });
});

Deno.test("the demo is in memory, whatever the environment names", () => {
  for (const DATABASE_URL of ["a.db", "postgres://nobody", ":memory:"]) {
    assert.equal(loadConfig({ demo: true }, { DATABASE_URL }).database.kind, "memory");
  }
});

Deno.test("a configuration cannot be changed", () => {
  assert.ok(Object.isFrozen(loadConfig({}, {})));
});

Deno.test("a flag wins over its variable", () => {
  const environment = { DATABASE_URL: "variable.db", LOG_LEVEL: "warn" };
  const config = loadConfig({ database: "flag.db" }, environment);
  assert.equal(String(config.database), "flag.db");
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
    [
      { transport: "http", host: "0.0.0.0" },
      {},
      /MCP_ALLOWED_HOSTS .*, and MCP_AUTH_TOKEN or OAuth .*`restaurant-mcp token create`\)\.$/,
    ],
    [{}, { MCP_AUTH_TOKEN: "too-short" }, /^MCP_AUTH_TOKEN is not valid; use at least 24 letters/],
    [{}, { MCP_AUTH_TOKEN: `${"x".repeat(30)}"` }, /^MCP_AUTH_TOKEN is not valid; [^x]*$/],
    [{}, { MCP_OAUTH_ISSUER: "https://id.example.com" }, /set all three, or neither/],
    [{}, { ...OAUTH, MCP_PUBLIC_URL: "" }, /MCP_PUBLIC_URL '' is not valid/],
    [{}, { ...OAUTH, MCP_PUBLIC_URL: "https://example.com/restaurant" }, /has a path/],
    [{}, { ...OAUTH, MCP_OAUTH_ISSUER: "http://id.example.com" }, /must begin with https:/],
    [{}, { ...OAUTH, MCP_PUBLIC_URL: "http://mcp.example.com" }, /must begin with https:/],
    [{ transport: "http", host: "[::]" }, {}, /^--host :: is every address/],
    [{ transport: "http", host: "::0" }, {}, /^--host :: is every address/],
    [{ transport: "http", host: "0" }, {}, /^--host 0\.0\.0\.0 is every address/],
    [{ transport: "http", host: "a b" }, {}, /^--host 'a b' is not valid/],
    [{ demo: true, database: "a.db" }, {}, /^--demo keeps its data in memory and --database/],
    [
      { database: "postgres://:secret@x" },
      {},
      /^--database: The PostgreSQL address: It does not name the (?!.*secret)/,
    ],
    [
      {},
      { DATABASE_URL: "postgress://ada:secret@db/x" },
      /^DATABASE_URL: The database address has an unknown scheme\. (?!.*secret)/,
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

Deno.test("OAuth is configured by three variables; the address may name /mcp", () => {
  for (const MCP_PUBLIC_URL of ["https://mcp.example.com", "https://mcp.example.com/mcp"]) {
    const { oauthIssuer, publicUrl } = loadConfig({}, { ...OAUTH, MCP_PUBLIC_URL });
    assert.deepEqual([oauthIssuer, publicUrl], [OAUTH.MCP_OAUTH_ISSUER, MCP_PUBLIC_URL]);
  }
});
