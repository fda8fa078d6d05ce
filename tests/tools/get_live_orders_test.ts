import assert from "node:assert/strict";
import { writeSales } from "../../src/restaurant/sales/write_sales.ts";
import { insertMany } from "../../src/storage/bulk.ts";
import type { Database } from "../../src/storage/database.ts";
import { callTool, testRegistry } from "../support/calls.ts";
import { type Engine, onEveryEngine } from "../support/engines.ts";
import {
  COLA,
  HARBOUR,
  line,
  moment,
  newSales,
  openRestaurant,
  order,
  orderPromise,
  WRITTEN_AT,
} from "../support/sales.ts";

type Shown = Record<string, unknown>;

/** The tests' clock is at 07:00 in New York, 04:00 in Los Angeles. */
async function openKitchen(engine: Engine): Promise<Database> {
  const database = await openRestaurant(engine);
  const sales = newSales([
    order({ id: "DONE0000", number: "1", status: "completed" }),
    order({
      id: "WAITING0",
      number: "2",
      status: "ready",
      opened: moment("2026-12-31T05:00"),
    }),
    order({
      id: "PROMISED",
      number: "3",
      status: "preparing",
      opened: moment("2026-12-31T06:30"),
      lines: [
        line({ quantity: 2000 }),
        line({ ...COLA, variation: "Large" }),
        line({ voided: true }),
      ],
    }),
    order({
      id: "HARBOUR1",
      location_id: "harbour",
      number: "4",
      status: "received",
      opened: moment("2026-12-31T03:50", HARBOUR),
    }),
  ]);
  await database.write(async (writer) => {
    await writeSales(writer, sales, WRITTEN_AT);
    await insertMany(writer, "order_promises", [
      orderPromise({ order_id: "PROMISED", promised_at: "2026-12-31T11:48:00Z" }),
    ]);
  });
  return database;
}

onEveryEngine("open orders with dishes, local times, and why one is late", async (engine) => {
  await using database = await openKitchen(engine);
  const { structured, text } = await callTool(testRegistry(database), "get_live_orders");
  assert.deepEqual([structured.open_count, structured.late_count], [3, 1]);
  const orders = structured.orders as Shown[];
  // Finished food that waits is not late, however long ago it was ordered.
  assert.deepEqual(orders.map(({ order_number, late }) => [order_number, late]), [
    ["2", false],
    ["3", true],
    ["4", false],
  ]);
  assert.deepEqual(orders[1], {
    order_id: "PROMISED",
    order_number: "3",
    location: "downtown",
    status: "preparing",
    order_type: "dine_in",
    opened: "06:30",
    promised: "06:48",
    late: true,
    why_late: "still preparing, 12 min over its promise",
    dishes: ["2 Cheeseburger", "1 Cola (Large)"],
  });
  assert.equal(orders[2]?.opened, "03:50");
  assert.match(text, /3 \(PROMISED\) \| downtown \| .*LATE: still preparing, 12 min over/);
});

onEveryEngine("only late ones, or only those of a location", async (engine) => {
  await using database = await openKitchen(engine);
  const registry = testRegistry(database);
  const late = await callTool(registry, "get_live_orders", { late_only: true });
  assert.deepEqual((late.structured.orders as Shown[]).map((one) => one.order_id), ["PROMISED"]);
  const there = await callTool(registry, "get_live_orders", { location: "Harbour" });
  assert.deepEqual([there.structured.location, there.structured.open_count], ["harbour", 1]);
});

onEveryEngine("an order is moved by its number", async (engine) => {
  await using database = await openKitchen(engine);
  const registry = testRegistry(database);
  const { structured } = await callTool(registry, "update_order_status", {
    order_id: "#3",
    status: "ready",
  });
  assert.equal((structured.order as Shown).order_id, "PROMISED");
  const unknown = await callTool(registry, "update_order_status", {
    order_id: "77",
    status: "ready",
  });
  assert.equal(unknown.structured.error_code, "NOT_FOUND");
});

onEveryEngine("a number that several open orders have is a question", async (engine) => {
  await using database = await openKitchen(engine);
  const twin = order({
    id: "TWIN0000",
    number: "3",
    status: "received",
    opened: moment("2026-12-31T06:59"),
  });
  await database.write((writer) => writeSales(writer, newSales([twin]), WRITTEN_AT));
  const { structured } = await callTool(testRegistry(database), "update_order_status", {
    order_id: "3",
    status: "ready",
  });
  assert.equal(structured.error_code, "INVALID_INPUT");
  assert.match(String(structured.message), /TWIN0000 \(downtown.*PROMISED \(downtown/);
});
