import assert from "node:assert/strict";
import type { TableBlock } from "../../../src/report/model.ts";
import { numberIn } from "../../../src/report/value_text.ts";
import { readLocations } from "../../../src/restaurant/locations/location.ts";
import { inventoryReport } from "../../../src/restaurant/reporting/inventory.ts";
import { callTool, testRegistry } from "../../support/calls.ts";
import { DEMO_NOW, openDemo } from "../../support/demo.ts";

Deno.test("stock adds up from opening to closing, and agrees with get_inventory", async () => {
  await using demo = await openDemo();
  const { reader } = demo.database;
  const locations = await readLocations(reader);
  const period = { date: "2026-11-16", end_date: "2026-11-23" };
  const report = await inventoryReport(reader, { period, locations, now: DEMO_NOW });
  const blocks = report.sections.flatMap(({ blocks }) => blocks);
  const table = (key: string): TableBlock => {
    const found = blocks.find((block) => block.type === "table" && block.key === key);
    assert.ok(found?.type === "table", key);
    return found;
  };
  const movements = table("movements");
  assert.ok(movements.rows.length > 20);
  for (const [name, , ...quantities] of movements.rows) {
    const parts = quantities.map((value) => Math.round((numberIn(value) ?? 0) * 1000));
    const closing = parts.pop();
    assert.equal(parts.reduce((sum, part) => sum + part, 0), closing, String(name));
  }
  // The period ends today, so what is on hand now is the closing balance.
  const onHand = Map.groupBy(table("on_hand").rows, ([name]) => name);
  for (const [name, ...rest] of movements.rows) {
    const here = onHand.get(name)?.reduce(
      (sum, row) => sum + Math.round((numberIn(row[3] ?? null) ?? 0) * 1000),
      0,
    );
    assert.equal(here, Math.round((numberIn(rest.at(-1) ?? null) ?? 0) * 1000), String(name));
  }
  const registry = testRegistry(demo.database, { clock: () => DEMO_NOW });
  let cents = 0;
  for (let cursor: string | undefined;;) {
    const args = { filter: "all", limit: 100, ...(cursor !== undefined && { cursor }) };
    const { structured } = await callTool(registry, "get_inventory", args);
    const items = structured.items as { order_cost: number }[];
    cents += items.reduce((sum, { order_cost }) => sum + Math.round(order_cost * 100), 0);
    if (structured.next_cursor === undefined) break;
    cursor = String(structured.next_cursor);
  }
  const [glance] = blocks;
  assert.ok(glance?.type === "figures");
  assert.equal(glance.figures.find(({ key }) => key === "order_cost")?.value, cents);
  const orders = blocks.filter((block) => block.type === "table" && block.key.startsWith("order_"));
  const ordered = orders.reduce(
    (sum, block) => sum + Number(block.type === "table" ? block.total?.at(-1) : 0),
    0,
  );
  assert.equal(ordered, cents);
});
