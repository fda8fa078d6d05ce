import assert from "node:assert/strict";
import { MultiServerMCPClient } from "../../packages/langchain_mcp.ts";
import { serveRestaurant } from "../../support/restaurant_server.ts";

Deno.test("@langchain/mcp-adapters lists and calls", async () => {
  await using server = await serveRestaurant();
  const client = new MultiServerMCPClient({
    mcpServers: { restaurant: { transport: "http", url: server.url.href } },
  });
  try {
    const tools = await client.getTools();
    const check = tools.find(({ name }) => name === "health_check");
    assert.ok(check);
    assert.match(JSON.stringify(await check.invoke({})), /healthy/);
  } finally {
    await client.close();
  }
});
