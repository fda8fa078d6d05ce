import assert from "node:assert/strict";
import { checkAccess, checkIssuer } from "../../../src/cli/doctor/access.ts";
import type { DoctorContext } from "../../../src/cli/doctor/finding.ts";
import { loadConfig } from "../../../src/config/config.ts";
import { createToken, type NewToken, revokeToken } from "../../../src/security/tokens.ts";
import { openSnapshot } from "../../../src/storage/backup/snapshot.ts";
import { openSqlite } from "../../../src/storage/sqlite/sqlite.ts";
import { startAuthorizationServer } from "../../support/authorization_server.ts";
import { noon } from "../../support/calls.ts";
import { fileAddress } from "../../../src/storage/address/database_address.ts";
import { storedAddress } from "../../support/addresses.ts";
import { openHome } from "../../support/home.ts";

type Flags = Parameters<typeof loadConfig>[0];
type Environment = Parameters<typeof loadConfig>[1];

const HTTP = { transport: "http" };
const OPEN_HOST = { MCP_ALLOWED_HOSTS: "mcp.example.com" };
const SECRET = "0123456789abcdef01234567";

function patient(
  database: DoctorContext["database"],
  flags: Flags,
  environment: Environment,
): DoctorContext {
  const config = loadConfig(flags, environment);
  return { config, database, now: noon(), signal: new AbortController().signal };
}

/** The check's findings for a database with these tokens. */
async function access(
  flags: Flags,
  environment: Environment = {},
  tokens: readonly Partial<NewToken>[] = [],
) {
  await using home = await openHome();
  {
    await using database = await openSqlite(fileAddress(home.database));
    for (const token of tokens) {
      const wanted = {
        name: "X",
        role: "staff",
        locations: null,
        expires: null,
        ...token,
      } as const;
      await database.write((writer) => createToken(writer, wanted, noon().subtract({ hours: 9 })));
    }
  }
  await using snapshot = await openSnapshot(storedAddress(home.database));
  const [finding] = await checkAccess(patient(snapshot, flags, environment));
  return finding;
}

Deno.test("over HTTP it says by which ways callers get in", async () => {
  const open = await access(HTTP);
  assert.deepEqual([open?.status, open?.finding], [
    "ok",
    "open: everyone on this machine may do everything",
  ]);
  const expired = { expires: noon() };
  const some = await access(HTTP, { MCP_AUTH_TOKEN: SECRET }, [{}, {}, { role: "admin" }, expired]);
  assert.deepEqual([some?.status, some?.finding], [
    "ok",
    "MCP_AUTH_TOKEN, as administrator; 3 tokens (2 staff, 1 admin)",
  ]);
  const expiredOnly = await access(HTTP, {}, [expired]);
  assert.deepEqual([expiredOnly?.status, expiredOnly?.finding], [
    "failed",
    "no one: every token is expired or revoked",
  ]);
  assert.match(expiredOnly?.advice ?? "", /restaurant-mcp token create/);
});

Deno.test("a reachable server without authentication is a failure", async () => {
  const finding = await access(HTTP, OPEN_HOST);
  assert.deepEqual([finding?.status, finding?.finding], [
    "failed",
    "other machines reach the server, and no authentication is configured",
  ]);
});

Deno.test("nothing is said of tokens that cannot be read", async () => {
  assert.deepEqual(await checkAccess({ ...patient(null, HTTP, {}), database: null }), [
    { name: "access", status: "ok", finding: "open: everyone on this machine may do everything" },
  ]);
  await using home = await openHome();
  await using database = await openSqlite(fileAddress(home.database));
  await using snapshot = await openSnapshot(storedAddress(home.database));
  const older = { ...snapshot, schema: { ...snapshot.schema, missing: ["0003_security"] } };
  assert.deepEqual(await checkAccess(patient(older, HTTP, {})), []);
  assert.deepEqual(await checkAccess(patient(older, HTTP, { MCP_AUTH_TOKEN: SECRET })), [
    { name: "access", status: "ok", finding: "MCP_AUTH_TOKEN, as administrator" },
  ]);
  assert.equal(database.engine, "sqlite");
});

Deno.test("over stdio it says whose rights API_KEY gives", async () => {
  await using home = await openHome();
  const now = noon().subtract({ hours: 9 });
  await using database = await openSqlite(fileAddress(home.database));
  const { id, token } = await database.write((writer) =>
    createToken(writer, { name: "Desk", role: "viewer", locations: null, expires: null }, now)
  );
  const over = async (environment: Environment) => {
    await using snapshot = await openSnapshot(storedAddress(home.database));
    const [finding] = await checkAccess(patient(snapshot, {}, environment));
    return [finding?.status, finding?.finding];
  };
  assert.deepEqual(await over({}), ["ok", "open: anyone who starts the program may do everything"]);
  assert.deepEqual(await over({ API_KEY: token }), [
    "ok",
    `only what Desk (token:${id}) may, by API_KEY`,
  ]);
  assert.deepEqual(await over({ API_KEY: SECRET, MCP_AUTH_TOKEN: SECRET }), [
    "ok",
    "only what administrator (environment) may, by API_KEY",
  ]);
  await database.write((writer) => revokeToken(writer, id, now));
  assert.deepEqual(await over({ API_KEY: token }), [
    "failed",
    "API_KEY is not a valid token, so the server does not start",
  ]);
});

Deno.test("an authorization server is asked for its keys", async () => {
  const server = await startAuthorizationServer();
  const issuer = (MCP_OAUTH_ISSUER: string) =>
    checkIssuer(patient(null, HTTP, {
      MCP_OAUTH_ISSUER,
      MCP_OAUTH_AUDIENCE: "restaurant",
      MCP_PUBLIC_URL: "https://mcp.example.com",
    }));
  assert.deepEqual(await issuer(server.issuer), [
    {
      name: "authorization server",
      status: "ok",
      finding: `${server.issuer} publishes 1 key`,
    },
  ]);
  const [other] = await issuer(`${server.issuer}/other`);
  assert.equal(other?.status, "failed");
  assert.match(other?.finding ?? "", /\/other publishes no metadata; 404 at http/);
  await server[Symbol.asyncDispose]();
  const [gone] = await issuer(server.issuer);
  assert.equal(gone?.status, "failed");
  assert.match(gone?.advice ?? "", /MCP_OAUTH_ISSUER/);
  assert.deepEqual(await checkIssuer(patient(null, HTTP, {})), []);
});
