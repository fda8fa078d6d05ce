import assert from "node:assert/strict";
import { fillDemo } from "../../src/demo/fill_demo.ts";
import type { Database } from "../../src/storage/database.ts";
import { systemClock } from "../../src/values/clock.ts";
import { CLIENTS, type TestClient } from "../support/clients.ts";
import { onEveryEngine } from "../support/engines.ts";
import { program, serveProgram } from "../support/server_process.ts";

const LOCATION = "orchard-street";
const LIVE = "restaurant://live_orders";

/** A month of the demo, open at any hour, and an item to order that needs no choice. */
async function prepare(database: Database): Promise<{ item: string; ingredient: string }> {
  await fillDemo(database, { now: systemClock(), months: 1 });
  await database.write((writer) => writer.deleteFrom("opening_hours").execute());
  const { menu_item_id, ingredient_id } = await database.reader.selectFrom("recipe_lines")
    .innerJoin("menu_items", "menu_items.id", "recipe_lines.menu_item_id")
    .innerJoin("stock", "stock.ingredient_id", "recipe_lines.ingredient_id")
    .select(["recipe_lines.menu_item_id", "recipe_lines.ingredient_id"])
    .where("menu_items.price", "is not", null)
    .where("stock.location_id", "=", LOCATION)
    .where(
      "menu_items.id",
      "not in",
      (eb) => eb.selectFrom("menu_item_modifier_groups").select("menu_item_id"),
    )
    .orderBy("stock.on_hand", "desc").executeTakeFirstOrThrow();
  return { item: menu_item_id, ingredient: ingredient_id };
}

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

async function service(
  client: TestClient,
  { item, ingredient }: Awaited<ReturnType<typeof prepare>>,
) {
  const items = [{ menu_item_id: item, quantity: 1 }];
  const order_data = { location: LOCATION, order_type: "takeout", items };

  const sold_out = await does(client, "set_item_availability", {
    item_id: item,
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
    item_id: ingredient,
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
      const database = await engine.open(place.url);
      const floor = await prepare(database);
      await database[Symbol.asyncDispose]();
      const server = program("--database", place.url);
      if (transport === "stdio") {
        await using client = await connect(server);
        await service(client, floor);
      } else {
        await using served = await serveProgram(server);
        await using client = await connect(served.url);
        await service(client, floor);
      }
    });
  }
}
