import assert from "node:assert/strict";
import { fillDemo } from "../../src/demo/fill_demo.ts";
import { COMPARISONS } from "../../src/values/period.ts";
import { GROUPINGS } from "../../src/restaurant/sales/sales_breakdown.ts";
import { LOCAL } from "../../src/security/principal.ts";
import { openSqlite } from "../../src/storage/sqlite/sqlite.ts";
import { IN_MEMORY } from "../../src/storage/address/database_address.ts";
import { callTool, noon, readResource, requestContext, testRegistry } from "../support/calls.ts";

/** As clients count: four characters a token. */
function tokens(text: string): number {
  return Math.ceil(text.length / 4);
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
  const calls: readonly (readonly [string, Record<string, unknown>])[] = [
    ["get_inventory", {}],
    ["get_menu", {}],
    ["get_menu", { only_unavailable: true }],
    ["get_live_orders", {}],
    ["search_orders", {}],
    ["search_orders", { min_total: 50 }],
    ["get_analytics", { date_range: "last_28_days" }],
    ["search_feedback", {}],
  ];
  for (const [name, args] of calls) {
    await test.step(`${name} ${JSON.stringify(args)}: at most 2,000 tokens`, async () => {
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
