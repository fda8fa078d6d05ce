import assert from "node:assert/strict";
import type { Registry } from "../../src/mcp/registry.ts";
import { serverFactory } from "../../src/mcp/server.ts";
import { IDENTITY } from "../../src/app/registry.ts";
import type { Principal } from "../../src/security/principal.ts";
import { type Role, ROLES, type Scope, SCOPES } from "../../src/security/scopes.ts";
import { testRegistry } from "../support/calls.ts";
import { CLIENTS, type TestClient } from "../support/clients.ts";
import { serveHttp } from "../support/http.ts";
import { openFloor } from "../support/floor.ts";
import { RESOURCE_READS } from "../support/sensible_calls.ts";

/** Tools that each role has besides those of the role before it. */
const TOOLS_OF: Readonly<Record<Role, readonly string[]>> = {
  viewer: [
    "get_sales_data",
    "get_analytics",
    "forecast_demand",
    "search_orders",
    "get_inventory",
    "get_menu",
    "get_live_orders",
    "search_feedback",
    "analyze_customer_feedback",
    "generate_report",
    "health_check",
  ],
  staff: [
    "process_order",
    "update_order_status",
    "set_item_availability",
    "update_inventory",
    "draft_purchase_orders",
    "update_purchase_order",
    "undo_change",
  ],
  manager: ["update_menu_item", "reply_to_feedback"],
  admin: [],
};

interface Caller extends Principal {
  readonly token: string;
}

function caller(token: string, scopes: readonly Scope[], parts: Partial<Principal> = {}): Caller {
  return {
    token,
    id: `token:${token}`,
    name: token,
    scopes: new Set(scopes),
    locations: null,
    isOAuth: false,
    ...parts,
  };
}

const BY_ROLE = Object.entries(ROLES).map(([role, scopes]) => caller(role, scopes));
const USUAL = [
  ...BY_ROLE,
  caller("nothing", []),
  caller("limited", SCOPES, { locations: ["downtown"] }),
  caller("limited-viewer", ROLES.viewer, { locations: ["downtown"] }),
];
const ODD = [
  ...SCOPES.map((scope) => caller(scope.replace(":", "-"), [scope])),
  ...SCOPES.map((scope) =>
    caller(`all-but-${scope.replace(":", "-")}`, SCOPES.filter((other) => other !== scope))
  ),
];
const CALLERS = [...USUAL, ...ODD];

/** A server that all of them may ask. */
async function serve() {
  const database = await openFloor();
  const registry = testRegistry(database);
  const server = await serveHttp(serverFactory(IDENTITY, registry), {
    registry,
    authenticate: (token) => Promise.resolve(CALLERS.find((one) => one.token === token)),
  });
  return {
    registry,
    url: server.url,
    async [Symbol.asyncDispose]() {
      await server[Symbol.asyncDispose]();
      await database[Symbol.asyncDispose]();
    },
  };
}

Deno.test("each role has the tools that it is for, and those of the role before it", async () => {
  await using server = await serve();
  const [{ connect } = CLIENTS[0]] = CLIENTS;
  const expected: string[] = [];
  for (const { token } of BY_ROLE) {
    await using client = await connect(server.url, token);
    expected.push(...TOOLS_OF[token as Role]);
    assert.deepEqual(await namesOf(client), expected.toSorted(), token);
  }
});

for (const [index, { name, connect }] of CLIENTS.entries()) {
  // Every odd set of rights once, with one client or another.
  const callers = [...USUAL, ...ODD.filter((_, place) => place % CLIENTS.length === index)];
  Deno.test(`${name}: entries a caller may not use are neither listed nor served`, async () => {
    await using server = await serve();
    for (const caller of callers) {
      await using client = await connect(server.url, caller.token);
      await usesTools(client, server.registry, caller);
      await usesResources(client, server.registry, caller);
      await usesPrompts(client, server.registry, caller);
    }
  });
}

async function namesOf(client: TestClient): Promise<string[]> {
  return (await client.listTools()).tools.map(({ name }) => name).sort();
}

function has({ scopes }: Caller, needed: readonly Scope[]): boolean {
  return needed.every((scope) => scopes.has(scope));
}

async function usesTools(client: TestClient, { tools }: Registry, caller: Caller) {
  const permitted = tools.filter(({ scopes, isShared }) =>
    has(caller, scopes) && !(isShared && caller.locations !== null)
  ).map(({ definition }) => definition.name);
  assert.deepEqual(await namesOf(client), permitted.toSorted(), caller.token);
  for (const { definition: { name } } of tools) {
    const { structured, text } = await client.callTool(name, {});
    const isRefused = structured.error_code === "FORBIDDEN";
    assert.equal(isRefused, !permitted.includes(name), `${caller.token} ${name}: ${text}`);
  }
}

async function usesResources(client: TestClient, { resources }: Registry, caller: Caller) {
  const listed = [...await client.listResources(), ...await client.listResourceTemplates()];
  const permitted = resources.filter(({ scopes }) => has(caller, scopes));
  const address = ({ definition }: Registry["resources"][number]) =>
    "uri" in definition ? definition.uri : definition.uriTemplate;
  assert.deepEqual(listed.sort(), permitted.map(address).sort(), caller.token);
  for (const entry of resources) {
    const [uri = ""] = RESOURCE_READS[entry.definition.name] ?? [];
    const isPermitted = permitted.includes(entry);
    const what = `${caller.token} ${uri}`;
    await refusedUnless(isPermitted, client.readResource(uri), what);
    if (entry.complete !== undefined) {
      await refusedUnless(isPermitted, client.complete(address(entry), "id", ""), what);
    }
    if (entry.isSubscribable?.(uri)) await watches(client, uri, isPermitted);
  }
}

/** A client of 2026 gets a reduced subscription, one of 2025 an error. */
async function watches(client: TestClient, uri: string, isPermitted: boolean): Promise<void> {
  const watched = await client.watch([uri], () => {}).catch(() => []);
  assert.deepEqual(watched, isPermitted ? [uri] : []);
}

async function usesPrompts(client: TestClient, { prompts }: Registry, caller: Caller) {
  const permitted = prompts.filter(({ scopes }) => has(caller, scopes));
  const names = permitted.map(({ definition }) => definition.name);
  assert.deepEqual((await client.listPrompts()).toSorted(), names.toSorted(), caller.token);
  for (const entry of prompts) {
    const { name } = entry.definition;
    const isPermitted = permitted.includes(entry);
    const what = `${caller.token} ${name}`;
    await refusedUnless(isPermitted, client.getPrompt(name), what);
    await refusedUnless(isPermitted, client.complete(name, "location", ""), what);
  }
}

async function refusedUnless(
  isPermitted: boolean,
  asking: Promise<unknown>,
  what: string,
): Promise<void> {
  const refusal = await asking.then(() => undefined, (error) => error);
  if (isPermitted && refusal?.message.includes("There is nothing at this address")) return;
  // A well-formed address of a file that does not exist.
  if (isPermitted && refusal?.message.includes("This is not the id of a report")) return;
  assert.equal(refusal === undefined, isPermitted, `${what}: ${refusal}`);
  if (refusal === undefined) return;
  assert.equal(refusal.code, -32602, what);
  assert.match(refusal.message, / needs [a-z]+:[a-z]+/, what);
}

Deno.test("lists are cacheable per caller, and only briefly if rights can grow", async () => {
  await using database = await openFloor();
  const registry = testRegistry(database);
  const callers = new Map([
    ["static", caller("static", ROLES.viewer)],
    ["oauth", caller("oauth", ROLES.viewer, { isOAuth: true })],
  ]);
  await using server = await serveHttp(serverFactory(IDENTITY, registry), {
    registry,
    authenticate: (token) => Promise.resolve(callers.get(token ?? "")),
  });
  const hintsFor = async (token: string) => {
    const response = await fetch(server.url, {
      method: "POST",
      headers: {
        authorization: `Bearer ${token}`,
        accept: "application/json, text/event-stream",
        "content-type": "application/json",
        "mcp-protocol-version": "2026-07-28",
        "mcp-method": "tools/list",
      },
      body: JSON.stringify({
        jsonrpc: "2.0",
        id: 1,
        method: "tools/list",
        params: {
          _meta: {
            "io.modelcontextprotocol/protocolVersion": "2026-07-28",
            "io.modelcontextprotocol/clientInfo": { name: "test", version: "1" },
            "io.modelcontextprotocol/clientCapabilities": {},
          },
        },
      }),
    });
    const text = await response.text();
    return [/"cacheScope":"(\w+)"/.exec(text)?.[1], Number(/"ttlMs":(\d+)/.exec(text)?.[1])];
  };
  assert.deepEqual(await hintsFor("static"), ["private", 3_600_000]);
  assert.deepEqual(await hintsFor("oauth"), ["private", 60_000]);
});
