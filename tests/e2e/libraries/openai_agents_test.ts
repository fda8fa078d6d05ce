import assert from "node:assert/strict";
import { MCPServerStreamableHttp } from "../../packages/openai_agents.ts";
import { serveRestaurant } from "../../support/restaurant_server.ts";

Deno.test("@openai/agents lists, calls and reads", async () => {
  await using server = await serveRestaurant();
  const client = new MCPServerStreamableHttp({ url: server.url.href, name: "restaurant" });
  await client.connect();
  try {
    assert.ok((await client.listTools()).some(({ name }) => name === "get_sales_data"));
    assert.match(JSON.stringify(await client.callTool("health_check", {})), /healthy/);
    const read = await client.readResource("restaurant://locations");
    assert.match(JSON.stringify(read), /harbour/i);
  } finally {
    await client.close();
  }
});
