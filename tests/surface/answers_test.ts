import assert from "node:assert/strict";
import { fillDemo } from "../../src/demo/fill_demo.ts";
import { COMPARISONS } from "../../src/restaurant/sales/period.ts";
import { GROUPINGS } from "../../src/restaurant/sales/sales_breakdown.ts";
import { openSqlite } from "../../src/storage/sqlite/sqlite.ts";
import { IN_MEMORY } from "../../src/storage/address/database_address.ts";
import { callTool, noon, readResource, testRegistry } from "../support/calls.ts";

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
  await test.step("get_inventory: at most 2,000 tokens", async () => {
    const { structured, text } = await callTool(registry, "get_inventory");
    assert.ok(tokens(text) <= 2000, `text: ${tokens(text)}`);
    const size = tokens(JSON.stringify(structured));
    assert.ok(size <= 2000, `structured: ${size}`);
  });
  await test.step("search_orders: at most 2,000 tokens", async () => {
    const { structured, text } = await callTool(registry, "search_orders", { min_total: 50 });
    assert.equal((structured.orders as unknown[]).length, 20);
    assert.ok(tokens(text) <= 2000, `text: ${tokens(text)}`);
    assert.ok(tokens(JSON.stringify(structured)) <= 2000, "structured");
  });
  for (const uri of ["menu_items", "locations", "config/database_schema", "orders/2026-12-19"]) {
    await test.step(`restaurant://${uri}: at most 25,000 tokens`, async () => {
      const size = tokens(await readResource(registry, `restaurant://${uri}`));
      assert.ok(size <= 25_000, `${size}`);
    });
  }
});
