import assert from "node:assert/strict";
import { serverFactory } from "../../src/mcp/server.ts";
import type { ResourceUpdate, Updates } from "../../src/mcp/updates.ts";
import { IDENTITY } from "../../src/app/registry.ts";
import { testRegistry } from "../support/calls.ts";
import { CLIENTS } from "../support/clients.ts";
import { serveHttp } from "../support/http.ts";
import { openRestaurant } from "../support/sales.ts";

/** Updates that know who listens, and tell when the last one left. */
function countedUpdates() {
  const listeners = new Set<(update: ResourceUpdate) => void>();
  const empty = Promise.withResolvers<void>();
  const updates: Updates = (_locations, listener) => {
    listeners.add(listener);
    return () => {
      listeners.delete(listener);
      if (listeners.size === 0) empty.resolve();
    };
  };
  return { listeners, updates, empty: empty.promise };
}

for (const { name, connect } of CLIENTS) {
  Deno.test(`${name}: listens once however much it watches, and no more when it is gone`, async () => {
    await using database = await openRestaurant();
    const { listeners, updates, empty } = countedUpdates();
    const registry = testRegistry(database);
    const createServer = serverFactory(IDENTITY, registry, updates);
    await using server = await serveHttp(createServer, { updates, registry });
    {
      await using client = await connect(server.url);
      await client.callTool("health_check");
      assert.equal(listeners.size, 0);
      await client.watch(["restaurant://live_orders", "restaurant://menu_items"], () => {});
      assert.equal(listeners.size, 1);
    }
    await empty;
    assert.equal(listeners.size, 0);
  });
}

Deno.test("a server that closes takes its listeners along", async () => {
  await using database = await openRestaurant();
  const { listeners, updates, empty } = countedUpdates();
  const registry = testRegistry(database);
  const createServer = serverFactory(IDENTITY, registry, updates);
  const server = await serveHttp(createServer, { updates, registry });
  const client = await CLIENTS[2].connect(server.url);
  await client.watch(["restaurant://live_orders"], () => {});
  assert.equal(listeners.size, 1);
  await client[Symbol.asyncDispose]();
  await server[Symbol.asyncDispose]();
  await empty;
});
