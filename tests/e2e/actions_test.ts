import assert from "node:assert/strict";
import { IDENTITY } from "../../src/app/registry.ts";
import { fillDemo } from "../../src/demo/fill_demo.ts";
import { serverFactory } from "../../src/mcp/server.ts";
import { IN_MEMORY } from "../../src/storage/address/database_address.ts";
import { openSqlite } from "../../src/storage/sqlite/sqlite.ts";
import { noon, testRegistry } from "../support/calls.ts";
import { connectClient } from "../support/clients.ts";
import { serveHttp } from "../support/http.ts";

/*
 * The eight things that an owner asks to be done, each by tools alone through a real client; what
 * was done is looked at with another tool, and taken back where that is possible.
 */

// Answers are looked at where a test needs them.
// deno-lint-ignore no-explicit-any
type Structured = Record<string, any>;
type Act = (tool: string, args: Record<string, unknown>) => Promise<Structured>;

const location = "orchard-street";

/** Stock is in thousandths. */
function near(value: number, expected: number): void {
  assert.ok(Math.abs(value - expected) < 0.0005, `${value}, expected ${expected}`);
}

async function menuItem(act: Act, text: string): Promise<Structured> {
  const { items } = await act("get_menu", { text, location });
  assert.equal(items.length, 1);
  return items[0];
}

async function stockOf(act: Act, text: string): Promise<Structured> {
  const { items } = await act("get_inventory", { text, location });
  assert.equal(items.length, 1);
  return items[0];
}

const ACTIONS: Readonly<Record<string, (act: Act) => Promise<void>>> = {
  async "1. 86, limit and restore an item"(act) {
    const item_id = "Chocolate Tart";
    for (
      const [availability, more] of [["out_of_stock", {}], ["limited", { remaining: 3 }]] as const
    ) {
      const set = await act("set_item_availability", { item_id, availability, location, ...more });
      assert.equal(set.locations[0].availability, availability);
      const { items } = await act("get_menu", { only_unavailable: true, location });
      assert.ok(items.some(({ name }: Structured) => name === item_id));
    }
    await act("set_item_availability", { item_id, availability: "in_stock", location });
    assert.deepEqual((await act("get_menu", { only_unavailable: true, location })).items, []);
  },

  async "2. A stock movement, taken back"(act) {
    const before = await stockOf(act, "Coffee beans");
    const { item_id, on_hand, pack_size } = before;
    const received = await act("update_inventory", {
      item_id,
      quantity: 2,
      unit: "packs",
      movement: "received",
      location,
    });
    near(received.new_quantity, on_hand + 2 * pack_size);
    const wasted = await act("update_inventory", {
      item_id,
      quantity: 100,
      movement: "waste",
      location,
      reason: "spilt",
    });
    near((await stockOf(act, "Coffee beans")).on_hand, on_hand + 2 * pack_size - 100);
    await act("undo_change", { change_id: wasted.change_id });
    await act("undo_change", { change_id: received.change_id });
    assert.equal((await stockOf(act, "Coffee beans")).on_hand, on_hand);
  },

  async "3. A menu price and text"(act) {
    const { name } = await menuItem(act, "House Burger");
    const changed = await act("update_menu_item", {
      item_id: name,
      updates: { price: 19.5, description: "With aged cheddar." },
    });
    assert.equal(changed.updated.price, 19.5);
    assert.match(JSON.stringify(await menuItem(act, "House Burger")), /19\.5/);
    await act("undo_change", { change_id: changed.change_id });
    assert.doesNotMatch(JSON.stringify(await menuItem(act, "House Burger")), /19\.5/);
  },

  async "4. and 5. Take an order, advance one, cancel one"(act) {
    const tart = await menuItem(act, "Chocolate Tart");
    const before = (await act("get_live_orders", { location })).open_count;
    const order_data = {
      location,
      order_type: "dine_in",
      table: "7",
      items: [{ menu_item_id: tart.item_id ?? tart.id, quantity: 2 }],
    };
    const taken = await act("process_order", { order_data, idempotency_key: "table-7" });
    const again = await act("process_order", { order_data, idempotency_key: "table-7" });
    assert.equal(again.order_id, taken.order_id);
    const { orders: [found] } = await act("search_orders", { date: "today", text: "7", location });
    assert.equal(found.total, taken.totals.total);
    assert.deepEqual(found.items, ["2 Chocolate Tart"]);
    for (const status of ["preparing", "ready", "completed"]) {
      await act("update_order_status", { order_id: taken.order_id, status });
    }
    const other = await act("process_order", { order_data });
    assert.equal((await act("get_live_orders", { location })).open_count, before + 1);
    const cancelled = await act("update_order_status", {
      order_id: other.order_number,
      status: "cancelled",
      reason: "The guest left",
    });
    assert.equal(cancelled.stock_returned, true);
    const { orders } = await act("search_orders", { date: "today", has: "cancelled", location });
    assert.match(orders[0].cancelled, /The guest left/);
    assert.equal((await act("get_live_orders", { location })).open_count, before);
  },

  async "6. Draft purchase orders, place and receive one"(act) {
    const { purchase_orders } = await act("draft_purchase_orders", { location });
    const [draft] = purchase_orders;
    const [line] = draft.lines;
    const before = await stockOf(act, line.name);
    assert.equal(before.order_packs, line.packs);
    const { purchase_order_id } = draft;
    await act("update_purchase_order", { purchase_order_id, action: "place" });
    const placed = await stockOf(act, line.name);
    assert.deepEqual([placed.on_order, placed.order_packs], [line.packs * line.pack_size, 0]);
    await act("update_purchase_order", { purchase_order_id, action: "receive" });
    const received = await stockOf(act, line.name);
    assert.equal(received.on_order, 0);
    near(received.on_hand, before.on_hand + line.packs * line.pack_size);
  },

  async "7. A report"(act) {
    const dates = { start_date: "2026-12-14", end_date: "2026-12-20" };
    const report = await act("generate_report", {
      report_type: "sales",
      format: "excel",
      ...dates,
    });
    const { total_sales } = await act("get_sales_data", {
      date: dates.start_date,
      end_date: dates.end_date,
    });
    assert.match(report.file_name, /\.xlsx$/);
    assert.ok(report.summary.size_bytes > 10_000);
    assert.ok(report.summary.headline.includes(total_sales.toLocaleString("en-US")));
  },

  async "8. Answer feedback"(act) {
    const { feedback: [piece] } = await act("search_feedback", { limit: 1 });
    const { feedback_id } = piece;
    const reply = "Thank you for telling us. We have spoken with the kitchen about it.";
    const kept = await act("reply_to_feedback", { feedback_id, reply });
    assert.equal(kept.status, "draft");
    const { feedback: [again] } = await act("search_feedback", { limit: 1 });
    assert.match(JSON.stringify(again), /spoken with the kitchen|draft/);
  },
};

Deno.test("the eight actions are done by tools alone, and seen by others", async (test) => {
  await using database = await openSqlite(IN_MEMORY);
  await fillDemo(database, { now: noon(), months: 1 });
  const registry = testRegistry(database);
  await using server = await serveHttp(serverFactory(IDENTITY, registry), { registry });
  await using client = await connectClient(server.url);
  const act: Act = async (tool, args) => {
    const { structured, isError, text } = await client.callTool(tool, args);
    assert.equal(isError, false, `${tool}: ${text}`);
    return structured;
  };
  for (const [action, done] of Object.entries(ACTIONS)) await test.step(action, () => done(act));
});
