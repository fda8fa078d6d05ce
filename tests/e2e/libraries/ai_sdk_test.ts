import assert from "node:assert/strict";
import { createMCPClient } from "../../packages/ai_sdk_mcp.ts";
import { serveRestaurant } from "../../support/restaurant_server.ts";

Deno.test("@ai-sdk/mcp lists, calls and reads", async () => {
  await using server = await serveRestaurant();
  const client = await createMCPClient({ transport: { type: "http", url: server.url.href } });
  try {
    const { health_check: check } = await client.tools();
    assert.ok(check);
    const result = await check.execute({}, { toolCallId: "1", messages: [], context: {} });
    assert.match(JSON.stringify(result), /"status":"healthy"/);
    const read = await client.readResource({ uri: "restaurant://locations" });
    assert.match(JSON.stringify(read), /harbour/i);
  } finally {
    await client.close();
  }
});
