import assert from "node:assert/strict";
import { AS_OF } from "../../../deploy/as_of.ts";
import { CLIENTS } from "../../support/clients.ts";
import { LIVE_ORDERS, serveLiveRestaurant } from "../../support/live_restaurant.ts";
import { serveRestaurant } from "../../support/restaurant_server.ts";

Deno.test("mcp-remote carries a client of standard input over to HTTP", async () => {
  await using server = await serveRestaurant();
  const home = await Deno.makeTempDir();
  try {
    await using client = await connectClientThrough(server.url, home);
    const { structured } = await client.callTool("health_check");
    assert.equal(structured.status, "healthy");
    assert.match(await client.readResource("restaurant://locations"), /harbour/i);
  } finally {
    await Deno.remove(home, { recursive: true });
  }
});

Deno.test("mcp-remote carries a subscription and its updates", async () => {
  await using server = await serveLiveRestaurant();
  const home = await Deno.makeTempDir();
  try {
    await using client = await connectClientThrough(server.url, home);
    const heard = Promise.withResolvers<string>();
    await client.watch([LIVE_ORDERS], ({ uri }) => heard.resolve(uri));
    await server.orderUntil(heard.promise);
    assert.equal(await heard.promise, LIVE_ORDERS);
  } finally {
    await Deno.remove(home, { recursive: true });
  }
});

async function connectClientThrough(url: URL, home: string) {
  const legacy = CLIENTS.find(({ name }) => name === "sdk 1.32, 2025-11-25");
  assert.ok(legacy);
  return await legacy.connect({
    command: Deno.execPath(),
    args: ["run", "--quiet", AS_OF, "-A", "npm:mcp-remote@0.15.1", url.href, "--allow-http"],
    // A version of its own, which no lock file pins.
    cwd: home,
    // It may have to be downloaded, with the proxy and certificates of this machine.
    env: { ...Deno.env.toObject(), MCP_REMOTE_CONFIG_DIR: home },
  });
}
