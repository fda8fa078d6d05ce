import assert from "node:assert/strict";
import { AREAS } from "../../src/security/scopes.ts";
import { tools } from "../../src/tools/index.ts";
import { CLIENTS, type TestClient } from "../support/clients.ts";
import { program, run, serveProgram } from "../support/server_process.ts";

const SWITCHES = ["--database", ":memory:", "--read-only", "--toolsets", "orders,menu"];
const LEFT = ["get_menu", "get_live_orders", "search_orders"];
const GONE = tools.map(({ name }) => name).filter((name) => !LEFT.includes(name));

/** Everything with which a client might try to have more. */
async function assertSwitchedOff(client: TestClient): Promise<void> {
  assert.deepEqual((await client.listTools()).tools.map(({ name }) => name), LEFT);
  for (const name of GONE) {
    for (const args of [{}, { read_only: false, readOnly: false, toolsets: AREAS }]) {
      await assert.rejects(
        client.callTool(name, args),
        /There is no tool '.*'.* Known: get_menu, get_live_orders, search_orders/,
      );
    }
  }
  const refused = await client.callTool("search_orders", { read_only: false });
  assert.equal(refused.structured.error_code, "INVALID_INPUT");
  // Without any prompt there is no such method.
  assert.deepEqual(await client.listPrompts().catch(() => []), []);
  assert.deepEqual((await client.listResources()).toSorted(), [
    "restaurant://live_orders",
    "restaurant://locations",
    "restaurant://menu_items",
    "ui://restaurant/view",
  ]);
  // The code differs between the revisions, and between the clients that take it.
  await assert.rejects(
    client.readResource("restaurant://config/database_schema"),
    ({ code }: { code?: number }) => code === -32602 || code === -32002,
  );
  await assert.rejects(client.getPrompt("daily_briefing"));
}

for (const { name, connect } of CLIENTS) {
  Deno.test(`${name} over stdio: switched-off features do not exist`, async () => {
    await using client = await connect(program(...SWITCHES));
    await assertSwitchedOff(client);
  });
}

Deno.test("over HTTP: switched-off features do not exist, whatever a request says", async (test) => {
  await using server = await serveProgram(program(...SWITCHES));
  for (const { name, connect } of CLIENTS) {
    await test.step(name, async () => {
      const url = new URL("?readonly=false&read_only=0&toolsets=all", server.url);
      await using client = await connect(url);
      await assertSwitchedOff(client);
    });
  }
  const message = {
    jsonrpc: "2.0",
    id: 1,
    method: "tools/call",
    params: {
      name: "update_menu_item",
      arguments: { item_id: "BURGER00", updates: { price: 1 } },
      _meta: {
        "io.modelcontextprotocol/protocolVersion": "2026-07-28",
        "io.modelcontextprotocol/clientInfo": { name: "test", version: "1" },
        "io.modelcontextprotocol/clientCapabilities": {},
        "restaurant-mcp/read_only": false,
        read_only: false,
        toolsets: AREAS,
      },
    },
  };
  const response = await fetch(server.url, {
    method: "POST",
    headers: {
      accept: "application/json, text/event-stream",
      "content-type": "application/json",
      "mcp-protocol-version": "2026-07-28",
      "mcp-method": "tools/call",
      "mcp-name": "update_menu_item",
      "x-mcp-readonly": "false",
      "x-mcp-toolsets": "all",
      "x-read-only": "false",
    },
    body: JSON.stringify(message),
  });
  assert.match(await response.text(), /There is no tool 'update_menu_item'/);
});

for (
  const [args, message] of [
    [
      ["--toolsets", "sale"],
      /--toolsets 'sale' is not valid; use one or more of sales, orders, menu/,
    ],
    [["--toolsets", "sales,order"], /--toolsets 'sales,order' is not valid/],
    [["--toolsets", "sales,"], /is not valid/],
    [["--toolsets", ""], /is not valid/],
    [["--toolsets", "Sales"], /is not valid/],
    [["--toolset", "sales"], /unknown option '--toolset'.*--toolsets/s],
    [["--readonly"], /unknown option '--readonly'.*--read-only/s],
    [["--read-only=false"], /--read-only/],
    [["--read-only", "false"], /too many arguments/],
    [["--no-read-only"], /unknown option/],
  ] as const
) {
  Deno.test(`${args.join(" ")} is an error that suggests the right flag`, async () => {
    const { code, stderr } = await run(program("--database", ":memory:", ...args), { input: "" });
    assert.equal(code, 2, stderr);
    assert.match(stderr, message);
  });
}
