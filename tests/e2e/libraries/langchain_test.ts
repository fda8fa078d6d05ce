import assert from "node:assert/strict";
import { MultiServerMCPClient } from "../../packages/langchain_mcp.ts";
import { type Client, ResourceUpdatedNotificationSchema } from "../../packages/sdk_v1.ts";
import { LIVE_ORDERS, serveLiveRestaurant } from "../../support/live_restaurant.ts";
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

Deno.test("@langchain/mcp-adapters reads and subscribes through the client that it gives", async () => {
  await using server = await serveLiveRestaurant();
  const adapters = new MultiServerMCPClient({
    mcpServers: { restaurant: { transport: "http", url: server.url.href } },
  });
  try {
    // The SDK's client, of which its types say nothing that Deno finds.
    const client = await adapters.getClient("restaurant") as unknown as Client;
    const heard = Promise.withResolvers<string>();
    client.setNotificationHandler(ResourceUpdatedNotificationSchema, ({ params: { uri } }) => {
      heard.resolve(uri);
    });
    await client.subscribeResource({ uri: LIVE_ORDERS });
    await server.orderUntil(heard.promise);
    assert.equal(await heard.promise, LIVE_ORDERS);
    const read = await client.readResource({ uri: "restaurant://locations" });
    assert.match(JSON.stringify(read), /harbour/i);
  } finally {
    await adapters.close();
  }
});
