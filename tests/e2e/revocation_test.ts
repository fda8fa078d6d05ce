import assert from "node:assert/strict";
import { ROLES } from "../../src/security/scopes.ts";
import { tools } from "../../src/tools/index.ts";
import { getLogger } from "@logtape/logtape";
import { startApp } from "../../src/app/app.ts";
import { createToken, revokeToken } from "../../src/security/tokens.ts";
import { openSqlite } from "../../src/storage/sqlite/sqlite.ts";
import { startAuthorizationServer, USER } from "../support/authorization_server.ts";
import { appConfig } from "../support/calls.ts";
import { connectClient } from "../support/clients.ts";
import { type Home, openHome } from "../support/home.ts";
import { serveHttp } from "../support/http.ts";
import { INITIALIZE } from "../support/initialize.ts";
import { addRestaurant } from "../support/sales.ts";
import { fileAddress } from "../../src/storage/address/database_address.ts";
import { storedAddress } from "../support/addresses.ts";
import { program } from "../support/server_process.ts";

const AUDIENCE = "https://mcp.example.com/mcp";
const PING = { jsonrpc: "2.0", id: 7, method: "ping" };

/** A server whose clock the test sets, with its tokens in a file that others can write, too. */
async function serve(home: Home, oauthIssuer?: string) {
  let now = Temporal.Now.instant();
  const app = await startApp(
    appConfig({
      database: storedAddress(home.database),
      ...(oauthIssuer !== undefined && { oauthIssuer, oauthAudience: AUDIENCE }),
    }),
    getLogger("test"),
    () => now,
  );
  await app.database.write(addRestaurant);
  const server = await serveHttp(app.createServer, app);
  return {
    url: server.url,
    app,
    now: () => now,
    pass: (seconds: number) => now = now.add({ seconds }),
    async [Symbol.asyncDispose]() {
      await server[Symbol.asyncDispose]();
      await app[Symbol.asyncDispose]();
    },
  };
}

type Serving = Awaited<ReturnType<typeof serve>>;

function make({ app, now: clock }: Serving, seconds?: number) {
  const now = clock();
  const expires = seconds === undefined ? null : now.add({ seconds });
  return app.database.write((writer) =>
    createToken(writer, { name: "Till", role: "staff", locations: null, expires }, now)
  );
}

async function ask(
  url: URL,
  token: string,
  { body, session, method = "POST" }: {
    readonly body?: unknown;
    readonly session?: string;
    readonly method?: string;
  },
): Promise<Response> {
  return await fetch(url, {
    method,
    headers: {
      authorization: `Bearer ${token}`,
      accept: method === "GET" ? "text/event-stream" : "application/json, text/event-stream",
      ...(body !== undefined && { "content-type": "application/json" }),
      ...(session !== undefined && {
        "mcp-session-id": session,
        "mcp-protocol-version": "2025-11-25",
      }),
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
}

async function statusOf(asking: Promise<Response>): Promise<number> {
  const { status, body } = await asking;
  await body?.cancel();
  return status;
}

async function initialize(url: URL, token: string): Promise<string> {
  const response = await ask(url, token, { body: INITIALIZE });
  await response.body?.cancel();
  return response.headers.get("mcp-session-id") ?? "";
}

/** How each era keeps a stream open. */
const ERAS = {
  "2025": async (url: URL, token: string) =>
    await ask(url, token, { method: "GET", session: await initialize(url, token) }),
  "2026": (url: URL, token: string) => listen(url, token),
} as const;

async function listen(url: URL, token: string): Promise<Response> {
  const meta = {
    "io.modelcontextprotocol/protocolVersion": "2026-07-28",
    "io.modelcontextprotocol/clientInfo": { name: "test", version: "1" },
    "io.modelcontextprotocol/clientCapabilities": {},
  };
  return await fetch(url, {
    method: "POST",
    headers: {
      authorization: `Bearer ${token}`,
      accept: "application/json, text/event-stream",
      "content-type": "application/json",
      "mcp-protocol-version": "2026-07-28",
      "mcp-method": "subscriptions/listen",
    },
    body: JSON.stringify({
      jsonrpc: "2.0",
      id: 1,
      method: "subscriptions/listen",
      params: {
        _meta: meta,
        notifications: { resourceSubscriptions: ["restaurant://live_orders"] },
      },
    }),
  });
}

/** Resolves when a stream has ended. */
async function ended(stream: Response): Promise<void> {
  assert.equal(stream.status, 200);
  assert.match(stream.headers.get("content-type") ?? "", /event-stream/);
  for await (const _chunk of stream.body ?? []);
}

for (const [era, open] of Object.entries(ERAS)) {
  Deno.test(`${era}: a token revoked by another process ends its stream and is refused, no other's`, async () => {
    await using home = await openHome();
    await using server = await serve(home);
    const [leaving, staying] = [await make(server), await make(server)];
    const stream = await open(server.url, leaving.token);
    const other = await open(server.url, staying.token);
    {
      await using elsewhere = await openSqlite(fileAddress(home.database));
      await elsewhere.write((writer) => revokeToken(writer, leaving.id, Temporal.Now.instant()));
    }
    const asked = { body: INITIALIZE };
    assert.equal(await statusOf(ask(server.url, leaving.token, asked)), 401);
    await ended(stream);
    assert.equal(await statusOf(ask(server.url, staying.token, asked)), 200);
    await other.body?.cancel();
  });

  Deno.test(`${era}: a token that expires ends its stream and is refused`, async () => {
    await using home = await openHome();
    await using server = await serve(home);
    const { token } = await make(server, 60);
    const stream = await open(server.url, token);
    server.pass(61);
    await ended(stream);
    assert.equal(await statusOf(ask(server.url, token, { body: INITIALIZE })), 401);
  });

  Deno.test(`${era}: a token of an authorization server that expires ends its stream`, async () => {
    await using home = await openHome();
    await using issuer = await startAuthorizationServer();
    await using server = await serve(home, issuer.issuer);
    const now = Math.floor(server.now().epochMilliseconds / 1000);
    const claims = { iss: issuer.issuer, aud: AUDIENCE, sub: USER, exp: now + 60 };
    const token = await issuer.sign({ ...claims, scope: "orders:read" });
    const stream = await open(server.url, token);
    // Even if the authorization server cannot be asked.
    issuer.setAway(true);
    server.pass(60 + 61);
    await ended(stream);
    assert.equal(await statusOf(ask(server.url, token, { body: INITIALIZE })), 401);
  });
}

Deno.test("a session is its caller's: to others, and after it, there is none", async () => {
  await using home = await openHome();
  await using server = await serve(home);
  const [owner, other] = [await make(server), await make(server)];
  const session = await initialize(server.url, owner.token);
  for (const method of ["POST", "GET", "DELETE"]) {
    const body = method === "POST" ? { body: PING } : {};
    const stranger = { method, session, ...body };
    assert.equal(await statusOf(ask(server.url, other.token, stranger)), 404, method);
  }
  const ping = { body: PING, session };
  assert.equal(await statusOf(ask(server.url, owner.token, ping)), 200);
  await server.app.database.write((writer) =>
    revokeToken(writer, owner.id, Temporal.Now.instant())
  );
  assert.equal(await statusOf(ask(server.url, owner.token, ping)), 401);
  assert.equal(await statusOf(ask(server.url, other.token, ping)), 404);
});

Deno.test("a session continues with a new token of the same rights, and with no other", async () => {
  await using home = await openHome();
  await using issuer = await startAuthorizationServer();
  await using server = await serve(home, issuer.issuer);
  const exp = Math.floor(Date.now() / 1000) + 300;
  const token = (parts: Record<string, unknown>) =>
    issuer.sign({
      ...{ iss: issuer.issuer, aud: AUDIENCE, sub: USER, exp },
      ...{ scope: "menu:read orders:read", restaurant_locations: ["downtown", "harbour"] },
      ...parts,
    });
  const session = await initialize(server.url, await token({}));
  const statusWith = async (parts: Record<string, unknown>) =>
    await statusOf(ask(server.url, await token(parts), { body: PING, session }));
  assert.equal(await statusWith({ jti: "another", exp: exp + 60 }), 200);
  const sameInOtherWords = {
    scope: "orders:read menu:read",
    restaurant_locations: ["harbour", "downtown"],
  };
  assert.equal(await statusWith(sameInOtherWords), 200);
  for (
    const parts of [
      { scope: "menu:read orders:read orders:write" },
      { scope: "menu:read" },
      { sub: "grace" },
      { restaurant_locations: ["downtown"] },
      { restaurant_locations: undefined },
    ]
  ) {
    assert.equal(await statusWith(parts), 404, JSON.stringify(parts));
  }
});

Deno.test("the first token that is made ends the streams of those who have none", async () => {
  await using home = await openHome();
  await using server = await serve(home);
  const anonymous = await fetch(server.url, {
    method: "POST",
    headers: {
      accept: "application/json, text/event-stream",
      "content-type": "application/json",
    },
    body: JSON.stringify(INITIALIZE),
  });
  const session = anonymous.headers.get("mcp-session-id") ?? "";
  await anonymous.body?.cancel();
  const headers = { accept: "text/event-stream", "mcp-session-id": session };
  const stream = await fetch(server.url, { headers });
  const { token } = await make(server);
  await ended(stream);
  assert.equal(await statusOf(fetch(server.url, { headers })), 401);
  assert.equal(await statusOf(ask(server.url, token, { body: PING, session })), 404);
});

Deno.test("over stdio a client is served with the rights of API_KEY, until it is revoked", async () => {
  await using home = await openHome();
  {
    await using database = await openSqlite(fileAddress(home.database));
    await database.write(addRestaurant);
  }
  const { stdout } = await home.run(
    ["token", "create", "--name", "Desk", "--role", "viewer", "--location", "downtown"],
  );
  const token = stdout.trim();
  const { command, args } = program("--database", home.database);
  const child = new Deno.Command(command, {
    args: [...args],
    env: { API_KEY: token },
    stdin: "piped",
    stdout: "piped",
    stderr: "piped",
  }).spawn();
  await using client = await connectClient({ command, args, env: { API_KEY: token } });
  const names = (await client.listTools()).tools.map(({ name }) => name);
  const seen = new Set<string>(ROLES.viewer);
  const forViewers = tools.filter(({ effect, scope }) => effect === "read" && seen.has(scope));
  assert.deepEqual(names, forViewers.map(({ name }) => name));
  const refused = await client.callTool("process_order", {});
  assert.equal(refused.structured.error_code, "FORBIDDEN");
  const { locations } = JSON.parse(await client.readResource("restaurant://locations"));
  assert.deepEqual(locations.map(({ id }: { id: string }) => id), ["downtown"]);
  await served(child);
  await home.run(["token", "revoke", token]);
  const [{ code }, output] = await Promise.all([child.status, new Response(child.stderr).text()]);
  assert.equal(code, 0);
  assert.match(output, /API_KEY was revoked or has expired/);
  await child.stdin.close();
  await child.stdout.cancel();
});

/** Waits until a program answers on standard output: a token revoked earlier would not let it start. */
async function served({ stdin, stdout }: Deno.ChildProcess): Promise<void> {
  const writer = stdin.getWriter();
  await writer.write(new TextEncoder().encode(`${JSON.stringify(PING)}\n`));
  writer.releaseLock();
  const reader = stdout.getReader();
  assert.equal((await reader.read()).done, false);
  reader.releaseLock();
}
