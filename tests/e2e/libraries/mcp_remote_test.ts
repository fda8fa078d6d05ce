import assert from "node:assert/strict";
import { CLIENTS } from "../../support/clients.ts";
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

async function connectClientThrough(url: URL, home: string) {
  const legacy = CLIENTS.find(({ name }) => name === "sdk 1.32, 2025-11-25");
  assert.ok(legacy);
  return await legacy.connect({
    command: Deno.execPath(),
    args: ["run", "--quiet", "-A", "npm:mcp-remote@0.15.1", url.href, "--allow-http"],
    // A version of its own, which no lock file pins.
    cwd: home,
    env: { MCP_REMOTE_CONFIG_DIR: home, HOME: Deno.env.get("HOME") ?? "" },
  });
}
