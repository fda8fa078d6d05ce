import assert from "node:assert/strict";
import {
  Client,
  ClientCredentialsProvider,
  InsufficientScopeError,
  StreamableHTTPClientTransport,
  UnauthorizedError,
} from "../packages/client.ts";
import { ROLES } from "../../src/security/scopes.ts";
import {
  type AuthorizationOptions,
  type AuthorizationServer,
  ROBOT,
  startAuthorizationServer,
  USER,
} from "../support/authorization_server.ts";
import { CLIENTS } from "../support/clients.ts";
import { openDemoHome } from "../support/demo.ts";
import { loginAt } from "../support/login.ts";
import { freePort, program, serveProgram } from "../support/server_process.ts";

/** A restaurant of which nothing is known: access is all that these tests are about. */
const EMPTY = ["--database", ":memory:"];
const ADMIN_TOKEN = "the-one-token-of-the-administrator";

interface Served {
  readonly url: URL;
  readonly issuer: AuthorizationServer;
}

/** The program as its task runs it, protected by an authorization server. */
async function served(
  options: AuthorizationOptions,
  args: readonly string[],
  test: (served: Served) => Promise<void>,
): Promise<void> {
  await using issuer = await startAuthorizationServer(options);
  const port = freePort();
  const origin = `http://127.0.0.1:${port}`;
  await using server = await serveProgram(program(...args), {
    port,
    env: {
      MCP_OAUTH_ISSUER: issuer.issuer,
      MCP_OAUTH_AUDIENCE: `${origin}/mcp`,
      MCP_PUBLIC_URL: origin,
      MCP_AUTH_TOKEN: ADMIN_TOKEN,
    },
  });
  await test({ url: server.url, issuer });
}

const LIST = { jsonrpc: "2.0", id: 1, method: "tools/list" };

async function post(url: URL, token?: string, init: RequestInit = {}): Promise<Response> {
  const response = await fetch(url, {
    method: "POST",
    body: JSON.stringify(LIST),
    ...init,
    headers: {
      "content-type": "application/json",
      accept: "application/json, text/event-stream",
      ...(token !== undefined && { authorization: `Bearer ${token}` }),
    },
  });
  await response.body?.cancel();
  return response;
}

Deno.test("a client finds out everything from one refused request", () =>
  served({}, EMPTY, async ({ url, issuer }) => {
    const refused = await post(url);
    assert.equal(refused.status, 401);
    const challenge = refused.headers.get("www-authenticate") ?? "";
    const [, address = ""] = /resource_metadata="([^"]*)"/.exec(challenge) ?? [];
    assert.equal(address, new URL("/.well-known/oauth-protected-resource/mcp", url).href);
    for (const place of [address, new URL("/.well-known/oauth-protected-resource", url)]) {
      const metadata = await (await fetch(place)).json();
      assert.equal(metadata.resource, url.href);
      assert.deepEqual(metadata.authorization_servers, [issuer.issuer]);
      assert.deepEqual(metadata.bearer_methods_supported, ["header"]);
      assert.ok(challenge.includes(`scope="${metadata.scopes_supported.join(" ")}"`), challenge);
      assert.ok(!metadata.scopes_supported.includes("offline_access"));
    }
  }));

Deno.test("scopes of switched-off features are not requested", () =>
  served({}, [...EMPTY, "--read-only", "--toolsets", "menu,orders"], async ({ url }) => {
    const metadata = await fetch(new URL("/.well-known/oauth-protected-resource", url));
    const { scopes_supported } = await metadata.json();
    assert.deepEqual(scopes_supported, ["menu:read", "orders:read"]);
  }));

for (const { name, connect } of CLIENTS) {
  Deno.test(`${name}: finds the authorization server, logs a person in and calls a tool`, () =>
    served({ granted: ROLES.staff }, EMPTY, async ({ url, issuer }) => {
      const login = loginAt(issuer);
      await using client = await connect(url, login);
      assert.equal(login.address.searchParams.get("resource"), url.href);
      assert.equal(login.address.searchParams.get("code_challenge_method"), "S256");
      const { tools } = await client.listTools();
      const names = tools.map(({ name }) => name);
      assert.ok(names.includes("process_order") && !names.includes("update_menu_item"));
      assert.equal((await client.callTool("health_check")).structured.status, "healthy");
      assert.match(await client.readResource("restaurant://locations"), /locations/);
    }));
}

Deno.test("a program logs in for itself", () =>
  served({}, EMPTY, async ({ url, issuer: { issuer } }) => {
    const [{ connect } = CLIENTS[0]] = CLIENTS;
    const provider = new ClientCredentialsProvider({
      clientId: ROBOT.client_id,
      clientSecret: ROBOT.client_secret,
      expectedIssuer: issuer,
    });
    await using client = await connect(url, provider);
    assert.equal((await client.callTool("health_check")).structured.status, "healthy");
  }));

Deno.test("a token for one location sees that one", async () => {
  await using home = await openDemoHome();
  await served(
    { claims: { restaurant_locations: ["echo-park"] } },
    ["--database", home.database],
    async ({ url, issuer }) => {
      const [{ connect } = CLIENTS[0]] = CLIENTS;
      await using client = await connect(url, await issuer.token(url.href));
      const { locations } = JSON.parse(await client.readResource("restaurant://locations"));
      assert.deepEqual(locations.map(({ id }: { id: string }) => id), ["echo-park"]);
      const elsewhere = await client.callTool("get_inventory", { location: "orchard-street" });
      assert.equal(elsewhere.structured.error_code, "NOT_FOUND");
      const { text } = await client.callTool("update_menu_item", {});
      assert.match(text, /changes what all locations share; your token covers echo-park/);
    },
  );
});

Deno.test("if more scopes are needed the client learns which, asks its user and continues", () =>
  served({ granted: ["sales:read"] }, EMPTY, async ({ url, issuer }) => {
    const login = loginAt(issuer);
    const open = () => new StreamableHTTPClientTransport(url, { authProvider: login.provider });
    const client = new Client({ name: "test", version: "1" }, {
      versionNegotiation: { mode: { pin: "2026-07-28" } },
    });
    await assert.rejects(client.connect(open()), UnauthorizedError);
    await open().finishAuth((await login.callback()).searchParams);
    const transport = open();
    await client.connect(transport);
    assert.deepEqual(login.scopes, ["sales:read"]);
    const read = () => client.readResource({ uri: "restaurant://live_orders" });
    await assert.rejects(read(), UnauthorizedError);
    const asked = login.address.searchParams.get("scope")?.split(" ") ?? [];
    assert.ok(asked.includes("orders:read") && asked.includes("sales:read"), asked.join(" "));
    issuer.grant(["sales:read", "orders:read"]);
    await transport.finishAuth((await login.callback()).searchParams);
    assert.match(JSON.stringify(await read()), /open_count/);
    await client.close();
  }));

Deno.test("a client that does not ask gets the refusal itself", () =>
  served({ granted: ["sales:read"] }, EMPTY, async ({ url, issuer }) => {
    const token = await issuer.token(url.href, "sales:read");
    const transport = new StreamableHTTPClientTransport(url, {
      requestInit: { headers: { authorization: `Bearer ${token}` } },
      onInsufficientScope: "throw",
    });
    const client = new Client({ name: "test", version: "1" }, {
      versionNegotiation: { mode: { pin: "2026-07-28" } },
    });
    await client.connect(transport);
    await assert.rejects(
      client.callTool({ name: "process_order", arguments: {} }),
      (error) =>
        error instanceof InsufficientScopeError && /orders:write/.test(String(error.requiredScope)),
    );
    await client.close();
  }));

Deno.test("tokens of elsewhere and tokens out of place are refused", () =>
  served({}, EMPTY, async ({ url, issuer }) => {
    const good = await issuer.token(url.href);
    const now = Math.floor(Date.now() / 1000);
    const claims = { iss: issuer.issuer, aud: url.href, sub: USER, exp: now + 300 };
    assert.equal((await post(url, good)).status, 400);
    assert.equal((await post(url, ADMIN_TOKEN)).status, 400);
    const tokens = [
      await issuer.token("http://127.0.0.1:1/mcp"),
      await issuer.sign({ ...claims, exp: now - 3600 }),
      await issuer.sign({ ...claims, iss: "https://evil.example.com" }),
      await issuer.sign(claims, { kid: "unknown" }),
      `${good.slice(0, -4)}AAAA`,
      `${ADMIN_TOKEN}x`,
    ];
    for (const token of tokens) {
      const refused = await post(url, token);
      assert.equal(refused.status, 401);
      assert.match(refused.headers.get("www-authenticate") ?? "", /error="invalid_token"/);
    }
    const inAddress = new URL(`?access_token=${good}`, url);
    assert.equal((await post(inAddress)).status, 401);
    const inBody = { body: new URLSearchParams({ access_token: good }) };
    assert.equal((await post(url, undefined, inBody)).status, 401);
  }));

Deno.test("an authorization server that is away makes tokens wait, and not invalid", () =>
  served({}, EMPTY, async ({ url, issuer }) => {
    const token = await issuer.token(url.href);
    issuer.setAway(true);
    const refused = await post(url, token);
    assert.equal(refused.status, 503);
    assert.match(refused.headers.get("retry-after") ?? "", /^[1-9]\d*$/);
    assert.equal(refused.headers.get("www-authenticate"), null);
    // Callers whose tokens need no check are served in between.
    assert.equal((await post(url, ADMIN_TOKEN)).status, 400);
  }));

Deno.test("metrics need a scope of their own", () =>
  served({}, EMPTY, async ({ url, issuer }) => {
    const metrics = new URL("/metrics", url);
    const ask = async (token?: string) => {
      const headers = token === undefined ? {} : { authorization: `Bearer ${token}` };
      const response = await fetch(metrics, { headers });
      await response.body?.cancel();
      return response.status;
    };
    assert.equal(await ask(), 401);
    assert.equal(await ask(await issuer.token(url.href, ROLES.manager.join(" "))), 403);
    assert.equal(await ask(await issuer.token(url.href)), 200);
    assert.equal(await ask(ADMIN_TOKEN), 200);
  }));
