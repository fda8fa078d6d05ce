import assert from "node:assert/strict";
import type { Registry } from "../../src/mcp/registry.ts";
import { fillDemo } from "../../src/demo/fill_demo.ts";
import { SECTIONS } from "../../src/restaurant/analytics/section.ts";
import { REPORT_TYPES } from "../../src/restaurant/reporting/report_types.ts";
import { COMPARISONS } from "../../src/values/period.ts";
import { GROUPINGS } from "../../src/restaurant/sales/groupings.ts";
import { LOCAL } from "../../src/security/principal.ts";
import type { Database } from "../../src/storage/database.ts";
import { openSqlite } from "../../src/storage/sqlite/sqlite.ts";
import { IN_MEMORY } from "../../src/storage/address/database_address.ts";
import { callTool, noon, readResource, requestContext, testRegistry } from "../support/calls.ts";
import { tokens } from "../support/tokens.ts";

type Call = readonly [tool: string, args: Record<string, unknown>];

/** At least one call of every tool, those with the longest answers among them. */
async function callsOf(registry: Registry, { reader, write }: Database): Promise<Call[]> {
  const location = "orchard-street";
  const items = await reader.selectFrom("menu_items").select(["id", "name"]).orderBy("id")
    .execute();
  const [item] = items;
  const { id: ingredient } = await reader.selectFrom("ingredients").select("id").orderBy("id")
    .executeTakeFirstOrThrow();
  const feedback = await reader.selectFrom("feedback").select(["id", "text"]).execute();
  const [longest] = feedback.toSorted((a, b) => b.text.length - a.text.length);
  await raisePars(write);
  const { order_data, order_id } = await busyKitchen(registry, items.map(({ id }) => id), location);
  const { structured: { purchase_orders } } = await callTool(
    registry,
    "draft_purchase_orders",
    {},
  );
  const [order] = purchase_orders as { purchase_order_id: string }[];
  const { structured: { change_id } } = await callTool(registry, "set_item_availability", {
    item_id: item?.id,
    availability: "out_of_stock",
    location: "all",
  });
  const dates = { start_date: "2026-11-01", end_date: "2026-11-30" };
  return [
    ["get_inventory", {}],
    ["get_inventory", { filter: "below_par" }],
    ["get_menu", {}],
    ["get_menu", { only_unavailable: true }],
    ["get_menu", { text: item?.name ?? "" }],
    ["get_live_orders", {}],
    ["get_live_orders", { late_only: true }],
    ["search_orders", {}],
    ["search_orders", { min_total: 50 }],
    ["get_analytics", { date_range: "last_28_days" }],
    ...SECTIONS.map((section): Call => [
      "get_analytics",
      { date_range: "2026-01-01..2026-12-30", sections: [section] },
    ]),
    ["forecast_demand", { horizon_days: 28, location }],
    ["forecast_demand", { horizon_days: 28, location, item: item?.id ?? "" }],
    ["search_feedback", {}],
    ["search_feedback", { date_range: "2026" }],
    ["search_feedback", { sentiment: "negative", date_range: "last_month" }],
    ["analyze_customer_feedback", { feedback_id: longest?.id ?? "" }],
    ["reply_to_feedback", { feedback_id: longest?.id ?? "", reply: "Thank you! ".repeat(40) }],
    ...REPORT_TYPES.map((report_type): Call => [
      "generate_report",
      { report_type, format: "json", ...dates },
    ]),
    ["update_purchase_order", { purchase_order_id: order?.purchase_order_id, action: "place" }],
    ["draft_purchase_orders", {}],
    ["update_order_status", { order_id, status: "preparing" }],
    ["update_menu_item", {
      item_id: item?.id ?? "",
      updates: { description: "A longer description. ".repeat(20) },
    }],
    ["undo_change", { change_id }],
    ["set_item_availability", {
      item_id: item?.id ?? "",
      availability: "in_stock",
      location: "all",
    }],
    ["process_order", { order_data }],
    ["update_inventory", { item_id: ingredient, quantity: 1, location, confirm: true }],
    ["health_check", {}],
  ];
}

/** Everything is below par at once: the longest orders to suppliers that there can be. */
async function raisePars(write: Database["write"]): Promise<void> {
  await write((writer) =>
    writer.updateTable("stock").set({ on_hand: 1_000_000_000, par_level: 10_000_000_000 }).execute()
  );
}

const NOTES = "No onions, and the sauce in a cup of its own please";

/** Sixty open orders of many dishes with notes; gives one of them and what was in it. */
async function busyKitchen(registry: Registry, ids: readonly string[], location: string) {
  const take = async (items: readonly string[]) => {
    const order_data = {
      location,
      order_type: "dine_in",
      table: "12",
      guests: 2,
      customer_name: "Ada Lovelace",
      items: items.map((menu_item_id) => ({ menu_item_id, quantity: 1, notes: NOTES })),
    };
    const { structured, isError } = await callTool(registry, "process_order", { order_data });
    return isError ? undefined : { order_data, order_id: structured.order_id };
  };
  const plain: string[] = [];
  // Some dishes want a modifier to be chosen.
  for (const id of ids) if (plain.length < 8 && await take([id]) !== undefined) plain.push(id);
  let taken = await take(plain);
  for (let times = 0; times < 60; times++) taken = await take(plain) ?? taken;
  assert.ok(taken !== undefined);
  return taken;
}

Deno.test("answers on a busy restaurant fit a model's context", async (test) => {
  await using database = await openSqlite(IN_MEMORY);
  await fillDemo(database, { now: noon() });
  const registry = testRegistry(database);
  for (const group_by of GROUPINGS) {
    await test.step(`get_sales_data by ${group_by}: at most 2,000 tokens`, async () => {
      const { structured, text } = await callTool(registry, "get_sales_data", {
        date: "2025-12-01",
        end_date: "2026-12-31",
        group_by,
        compare_to: COMPARISONS[0],
      });
      assert.ok(tokens(text) <= 2000, `text: ${tokens(text)}`);
      const size = tokens(JSON.stringify(structured));
      assert.ok(size <= 2000, `structured: ${size}`);
    });
  }
  const calls = await callsOf(registry, database);
  await test.step("every tool is called", () => {
    const called = new Set(["get_sales_data", ...calls.map(([name]) => name)]);
    assert.deepEqual(
      registry.tools.map(({ definition }) => definition.name).filter((name) => !called.has(name)),
      [],
    );
  });
  for (const [name, args] of calls) {
    await test.step(`${name} ${JSON.stringify(args).slice(0, 100)}: at most 2,000 tokens`, async () => {
      const { structured, text, isError } = await callTool(registry, name, args);
      assert.equal(isError, false, text);
      assert.ok(tokens(text) <= 2000, `text: ${tokens(text)}`);
      const size = tokens(JSON.stringify(structured));
      assert.ok(size <= 2000, `structured: ${size}`);
    });
  }
  for (
    const uri of [
      "menu_items",
      "locations",
      "live_orders",
      "live_orders?since=0",
      "config/database_schema",
      "config/database_schema/orders",
      "orders/2026-12-19",
    ]
  ) {
    await test.step(`restaurant://${uri}: at most 2,000 tokens`, async () => {
      const size = tokens(await readResource(registry, `restaurant://${uri}`));
      assert.ok(size <= 2000, `${size}`);
    });
  }
  for (const { definition, get } of registry.prompts) {
    await test.step(`${definition.name}: at most 2,000 tokens`, async () => {
      const prompt = await get({}, LOCAL, requestContext());
      assert.ok(tokens(JSON.stringify(prompt)) <= 2000);
    });
  }
});
