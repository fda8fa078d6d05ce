import assert from "node:assert/strict";
import { CLIENTS, type TestClient } from "../support/clients.ts";
import { onEveryEngine } from "../support/engines.ts";
import { fillFloor } from "../support/floor.ts";
import { LETTUCE, move } from "../support/pantry.ts";
import { SALAD } from "../support/sales.ts";
import { program, serveProgram } from "../support/server_process.ts";

const LOCATION = "downtown";
const LIVE = "restaurant://live_orders";

/** An item that needs no choice, and what there is of its ingredient. */
const ITEM = SALAD.menu_item_id;
const INGREDIENT = LETTUCE.id;
const ON_HAND = 10_000_000;

/** Calls a tool that must succeed. */
async function does(client: TestClient, tool: string, args: Record<string, unknown>) {
  const { isError, text, structured } = await client.callTool(tool, args);
  assert.equal(isError, false, `${tool}: ${text}`);
  return structured;
}

/** Calls a tool that must be refused, with this code. */
async function refused(
  client: TestClient,
  code: string,
  tool: string,
  args: Record<string, unknown>,
) {
  const { isError, text, structured } = await client.callTool(tool, args);
  assert.equal(isError, true, `${tool}: ${text}`);
  assert.equal(structured.error_code, code, text);
  return structured;
}

/** Subscribes to live orders; 2025 clients open their stream at any time, so updates may be few. */
async function watch(client: TestClient): Promise<{ heard: Promise<void> }> {
  const heard = Promise.withResolvers<void>();
  await client.watch([LIVE], () => heard.resolve());
  return { heard: heard.promise };
}

async function service(client: TestClient) {
  const items = [{ menu_item_id: ITEM, quantity: 1 }];
  const order_data = { location: LOCATION, order_type: "takeout", items };

  const sold_out = await does(client, "set_item_availability", {
    item_id: ITEM,
    availability: "out_of_stock",
    location: LOCATION,
  });
  const { available_items } = await refused(
    client,
    "INSUFFICIENT_INVENTORY",
    "process_order",
    { order_data },
  );
  assert.equal((available_items as { available: number }[])[0]?.available, 0);
  await does(client, "undo_change", { change_id: sold_out.change_id });

  const { heard } = await watch(client);
  const request = { order_data, idempotency_key: "first" };
  const order = await does(client, "process_order", request);
  assert.deepEqual(await does(client, "process_order", request), order);
  const live = JSON.parse(await client.readResource(LIVE));
  assert.ok(live.orders.some(({ id }: { id: string }) => id === order.order_id));

  const move = (status: string, reason?: string) => ({ order_id: order.order_id, status, reason });
  await refused(client, "CONFLICT", "update_order_status", move("completed"));
  for (const status of ["preparing", "ready", "completed"]) {
    await does(client, "update_order_status", move(status));
  }
  await refused(client, "CONFLICT", "update_order_status", move("cancelled", "too late"));
  const other = await does(client, "process_order", { order_data });
  await does(client, "update_order_status", {
    order_id: other.order_id,
    status: "cancelled",
    reason: "the guest left",
  });
  await heard;

  const counted = await does(client, "update_inventory", {
    item_id: INGREDIENT,
    quantity: 5,
    location: LOCATION,
    confirm: true,
  });
  assert.equal(counted.new_quantity, 5);
  await does(client, "undo_change", { change_id: counted.change_id });
  const { orders } = await does(client, "search_orders", {
    status: "cancelled",
    location: LOCATION,
  });
  assert.ok((orders as { order_id: string }[]).some((found) => found.order_id === other.order_id));
}

for (const { name, connect } of CLIENTS) {
  for (const transport of ["stdio", "http"] as const) {
    onEveryEngine(`${name} over ${transport} drives a whole service`, async (engine) => {
      await using place = await engine.place();
      {
        await using database = await fillFloor(await engine.open(place.url));
        await move(database, INGREDIENT, ON_HAND);
      }
      const server = program("--database", place.url);
      if (transport === "stdio") {
        await using client = await connect(server);
        await service(client);
      } else {
        await using served = await serveProgram(server);
        await using client = await connect(served.url);
        await service(client);
      }
    });
  }
}
