import assert from "node:assert/strict";
import { tools as shipped } from "../../src/tools/index.ts";
import { CLIENTS, type TestClient } from "../support/clients.ts";
import { openDemoHome } from "../support/demo.ts";
import { program, serveProgram } from "../support/server_process.ts";

for (const { name, connect } of CLIENTS) {
  Deno.test(`${name} over stdio: lists, calls and reads everything`, async () => {
    await using home = await openDemoHome();
    await using client = await connect(program("--database", home.database));
    await usesEverything(client, name);
  });
}

for (const token of [undefined, "the-one-token-of-the-administrator"]) {
  Deno.test(`over HTTP ${token === undefined ? "without" : "with"} authentication`, async (test) => {
    await using home = await openDemoHome();
    const data = token === undefined ? ["--demo"] : ["--database", home.database];
    await using served = await serveProgram(program(...data), {
      env: { ...(token !== undefined && { MCP_AUTH_TOKEN: token }) },
    });
    const told = token === undefined ? "the demo restaurant, in memory" : home.database;
    assert.ok(served.welcome.includes(`Data: ${told}`), served.welcome);
    for (const { name, connect } of CLIENTS) {
      await test.step(`${name}: lists, calls and reads everything`, async () => {
        await using client = await connect(served.url, token);
        await usesEverything(client, name);
      });
    }
    if (token !== undefined) {
      const [{ connect } = CLIENTS[0]] = CLIENTS;
      await assert.rejects(connect(served.url));
      await assert.rejects(connect(served.url, `${token}x`));
    }
  });
}

async function usesEverything(client: TestClient, name: string): Promise<void> {
  assert.ok(name.endsWith(client.protocol ?? "?"), client.protocol ?? "no protocol");
  assert.match(client.instructions() ?? "", /business dates/);
  await callsEveryTool(client);
  await readsEveryResource(client);
}

async function callsEveryTool(client: TestClient): Promise<void> {
  const { tools } = await client.listTools();
  assert.deepEqual(tools.map(({ name }) => name), shipped.map(({ name }) => name));
  const health = await client.callTool("health_check");
  assert.equal(health.structured.status, "healthy");
  const sales = await client.callTool("get_sales_data", {
    date: "2020-01-01",
    end_date: "2029-12-31",
    group_by: "location",
    compare_to: "previous_year",
  });
  assert.ok(Number(sales.structured.total_sales) > 0);
  assert.match(sales.text, /total sales \(net\) [\d,]+\.\d\d USD/);
  const faulty = await client.callTool("get_sales_data", { date: "2025-02-30", lokation: "x" });
  assert.equal(faulty.isError, true);
  assert.equal(faulty.structured.error_code, "INVALID_INPUT");
}

async function readsEveryResource(client: TestClient): Promise<void> {
  const fixed = await client.listResources();
  assert.deepEqual(fixed, [
    "restaurant://menu_items",
    "restaurant://live_orders",
    "restaurant://locations",
    "restaurant://config/database_schema",
    "restaurant://audit/latest",
    "restaurant://status",
    "ui://restaurant/view",
  ]);
  assert.deepEqual(await client.listResourceTemplates(), [
    "restaurant://menu_items/{id}",
    "restaurant://orders/{date}",
    "restaurant://live_orders{?since}",
    "restaurant://reports/{id}",
    "restaurant://config/database_schema/{table}",
  ]);
  const menu = JSON.parse(await client.readResource("restaurant://menu_items"));
  const [{ items: [{ id }] }] = menu.categories;
  const item = JSON.parse(await client.readResource(`restaurant://menu_items/${id}`));
  assert.equal(item.id, id);
  const { locations } = JSON.parse(await client.readResource("restaurant://locations"));
  assert.equal(locations.length, 2);
  assert.ok(await countOrders(client, locations[0].business_date) > 0);
  const schema = await client.readResource("restaurant://config/database_schema");
  assert.match(schema, /orders/);
}

/** Orders of the three business dates before one: the demo is closed on holidays. */
async function countOrders(client: TestClient, date: string): Promise<number> {
  let count = 0;
  for (const days of [1, 2, 3]) {
    const before = Temporal.PlainDate.from(date).subtract({ days });
    const orders = JSON.parse(await client.readResource(`restaurant://orders/${before}`));
    count += orders.order_count;
  }
  return count;
}
