import assert from "node:assert/strict";
import { MCPClient } from "../../packages/mastra_mcp.ts";
import { LIVE_ORDERS, serveLiveRestaurant } from "../../support/live_restaurant.ts";
import { serveRestaurant } from "../../support/restaurant_server.ts";

Deno.test("@mastra/mcp lists, calls and reads", async () => {
  await using server = await serveRestaurant();
  const client = new MCPClient({ servers: { restaurant: { url: new URL(server.url) } } });
  try {
    const { restaurant_health_check: check } = await client.listTools();
    assert.ok(check?.execute);
    assert.match(
      JSON.stringify(await check.execute({}, {} as Parameters<typeof check.execute>[1])),
      /healthy/,
    );
    const { restaurant: resources = [] } = await client.resources.list();
    assert.ok(resources.some(({ uri }) => uri === "restaurant://menu_items"));
    const read = await client.resources.read("restaurant", "restaurant://locations");
    assert.match(JSON.stringify(read), /harbour/i);
  } finally {
    await client.disconnect();
  }
});

Deno.test("@mastra/mcp subscribes, and hears of orders", async () => {
  await using server = await serveLiveRestaurant();
  const client = new MCPClient({ servers: { restaurant: { url: new URL(server.url) } } });
  try {
    const heard = Promise.withResolvers<string>();
    await client.resources.onUpdated("restaurant", ({ uri }) => heard.resolve(uri));
    await client.resources.subscribe("restaurant", LIVE_ORDERS);
    await server.orderUntil(heard.promise);
    assert.equal(await heard.promise, LIVE_ORDERS);
  } finally {
    await client.disconnect();
  }
});
