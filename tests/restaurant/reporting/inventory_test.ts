import assert from "node:assert/strict";
import type { Report, TableBlock } from "../../../src/report/model.ts";
import { numberIn } from "../../../src/report/value_text.ts";
import { readLocations } from "../../../src/restaurant/locations/location.ts";
import { inventoryReport } from "../../../src/restaurant/reporting/inventory.ts";
import { callTool, testRegistry } from "../../support/calls.ts";
import { DEMO_NOW, openDemo } from "../../support/demo.ts";
import { onEveryEngine } from "../../support/engines.ts";
import { BEEF, BUNS, move, openKitchen } from "../../support/pantry.ts";
import { openRestaurant } from "../../support/sales.ts";

function tableOf({ sections }: Report, key: string): TableBlock {
  const found = sections.flatMap(({ blocks }) => blocks)
    .find((block) => block.type === "table" && block.key === key);
  assert.ok(found?.type === "table", key);
  return found;
}

function glanceOf({ sections: [glance] }: Report): Record<string, unknown> {
  const [figures] = glance?.blocks ?? [];
  assert.ok(figures?.type === "figures");
  return Object.fromEntries(figures.figures.map(({ key, value }) => [key, value]));
}

Deno.test("stock adds up from opening to closing, and agrees with get_inventory", async () => {
  await using demo = await openDemo();
  const { reader } = demo.database;
  const locations = await readLocations(reader);
  const period = { date: "2026-11-16", end_date: "2026-11-23" };
  const report = await inventoryReport(reader, { period, locations, now: DEMO_NOW });
  const blocks = report.sections.flatMap(({ blocks }) => blocks);
  const table = (key: string) => tableOf(report, key);
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
  let cursor: string | undefined;
  for (;;) {
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

onEveryEngine("the first count of an ingredient is no find, later ones are", async (engine) => {
  await using database = await openKitchen(engine);
  await move(database, BEEF.id, 10_000_000);
  await move(database, BEEF.id, -700_000, { kind: "waste" });
  await move(database, BEEF.id, -1_000_000);
  await move(database, BUNS.id, 24_000);
  await move(database, BEEF.id, 5_000_000, { location_id: "harbour" });
  const { reader } = database;
  const report = await inventoryReport(reader, {
    period: { date: "2026-12-14", end_date: "2026-12-20" },
    locations: await readLocations(reader),
    now: Temporal.Instant.from("2026-12-31T12:00:00Z"),
  });
  const { columns, rows } = tableOf(report, "movements");
  assert.deepEqual(columns.map(({ key }) => key), [
    ...["ingredient", "unit", "opening", "first_count", "waste", "count", "closing"],
  ]);
  assert.deepEqual(rows, [
    ["Beef", "g", 0, 15_000, -700, -1_000, 13_300],
    ["Buns", "each", 0, 24, 0, 0, 24],
  ]);
  const [beef, buns] = tableOf(report, "usage").rows;
  assert.deepEqual(beef?.slice(3), [
    { amount: 1_000, unit: "g" },
    { amount: 1_700, unit: "g" },
    3_59,
  ]);
  assert.deepEqual(buns?.slice(3), [null, null, 0]);
  const { waste, unexplained } = glanceOf(report);
  assert.deepEqual([waste, unexplained], [1_48, 2_11]);
  const later = await inventoryReport(reader, {
    period: { date: "2026-12-15", end_date: "2026-12-20" },
    locations: await readLocations(reader),
    now: Temporal.Instant.from("2026-12-31T12:00:00Z"),
  });
  assert.equal(glanceOf(later).unexplained, null, "without a count nothing is known to be missing");
});

Deno.test("losses are waste and what is missing, to the cent", async () => {
  await using demo = await openDemo();
  const { reader } = demo.database;
  const report = await inventoryReport(reader, {
    period: { date: "2026-11-01", end_date: "2026-11-22" },
    locations: await readLocations(reader),
    now: DEMO_NOW,
  });
  const { waste, unexplained } = glanceOf(report);
  assert.ok(Number(waste) > 0 && unexplained !== 0);
  assert.equal(tableOf(report, "usage").total?.at(-1), Number(waste) + Number(unexplained));
  assert.equal(tableOf(report, "waste").total?.at(-1), waste);
});

Deno.test("where nothing is stocked, nothing is known to be zero", async () => {
  await using database = await openRestaurant();
  const report = await inventoryReport(database.reader, {
    period: { date: "2026-12-14", end_date: "2026-12-20" },
    locations: await readLocations(database.reader),
    now: DEMO_NOW,
  });
  assert.deepEqual(new Set(Object.values(glanceOf(report))), new Set([null]));
  assert.equal(report.sections.length, 1);
  assert.match(report.notes.join(), /No ingredients are recorded/);
});
