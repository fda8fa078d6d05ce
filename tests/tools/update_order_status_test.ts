import assert from "node:assert/strict";
import type { Database } from "../../src/storage/database.ts";
import { callTool, testRegistry } from "../support/calls.ts";
import { onEveryEngine } from "../support/engines.ts";
import { burgers, openFloor, place } from "../support/floor.ts";

function update(database: Database, args: Record<string, unknown>) {
  return callTool(testRegistry(database), "update_order_status", args);
}

onEveryEngine("the order is returned with its status and the legal transitions", async (engine) => {
  await using database = await openFloor(engine);
  const { order: { id: order_id } } = await place(database, {
    items: [{ ...burgers(1), notes: "no onions" }],
    customer_name: "Ada",
  });
  const { structured, text } = await update(database, { order_id, status: "preparing" });
  assert.deepEqual(structured, {
    status: "updated",
    order: {
      order_id,
      order_number: "1",
      location: "downtown",
      opened: "2026-12-31 07:00",
      business_date: "2026-12-31",
      status: "preparing",
      order_type: "takeout",
      total: 10.34,
      currency: "USD",
      items: ["1 Cheeseburger"],
      customer_text: { name: "Ada", notes: ["no onions"] },
    },
    previous_status: "received",
    next_statuses: ["ready", "cancelled"],
    stock_returned: false,
  });
  assert.match(text, /^Order 1: received → preparing\.\n/);
  assert.match(text, /Next: ready or cancelled\.$/);
});

onEveryEngine("the same status again is said to change nothing", async (engine) => {
  await using database = await openFloor(engine);
  const { order: { id: order_id } } = await place(database);
  const { structured, text } = await update(database, { order_id, status: "received" });
  assert.equal(structured.status, "unchanged");
  assert.match(text, /^Order 1 was received already: no change\./);
});

onEveryEngine(
  "a cancelled order says that its stock went back, and is worth nothing",
  async (engine) => {
    await using database = await openFloor(engine);
    const { order: { id: order_id } } = await place(database);
    const without = await update(database, { order_id, status: "cancelled" });
    assert.equal(without.structured.error_code, "INVALID_INPUT");
    const { structured, text } = await update(database, {
      order_id,
      status: "cancelled",
      reason: "guest left",
    });
    assert.equal(structured.stock_returned, true);
    assert.equal((structured.order as { total: number }).total, 0);
    assert.deepEqual(structured.next_statuses, []);
    assert.match(text, /went back/);
  },
);

onEveryEngine("an illegal move names the legal ones", async (engine) => {
  await using database = await openFloor(engine);
  const { order: { id: order_id } } = await place(database);
  const { structured } = await update(database, { order_id, status: "completed" });
  assert.equal(structured.error_code, "CONFLICT");
  assert.equal(structured.hint, "From received it can become preparing or cancelled.");
});
