import assert from "node:assert/strict";
import { checkRollups } from "../../src/restaurant/sales/check_rollups.ts";
import { LOCAL, type Principal } from "../../src/security/principal.ts";
import { ROLES } from "../../src/security/scopes.ts";
import type { Database } from "../../src/storage/database.ts";
import { callTool, readResource, testRegistry } from "../support/calls.ts";
import { type Engine, onEveryEngine } from "../support/engines.ts";
import { csv, importText } from "../support/imports.ts";

const VIEWER: Principal = { ...LOCAL, scopes: new Set(ROLES.viewer) };
const FLAGS = { location: "downtown", timezone: "America/New_York" };
const HEADER =
  "order_id,date,time,item,quantity,line_total,discount,status,server,channel,register," +
  "discount type,reason";

const RAMEN = {
  ...{ order_id: "A1", date: "2026-10-13", time: "12:30", item: "Ramen", quantity: "1" },
  ...{ line_total: "10.00", server: "Ada L.", channel: "DoorDash", register: "Bar 2" },
};
const ROWS = [
  { ...RAMEN, discount: "4.00", "discount type": "Comp", reason: "Birthday" },
  { ...RAMEN, item: "Tea", line_total: "3.00", status: "void", reason: "Sent to the wrong table" },
  { ...RAMEN, order_id: "A2", item: "Tea", line_total: "-3.00", reason: "Cold", server: "Bo" },
  { ...RAMEN, order_id: "A3", item: "Udon", discount: "1.00", reason: "Happy hour", channel: "" },
];

function columnsOf(names: readonly string[]): string {
  const rows = ROWS.map((row) =>
    Object.fromEntries(Object.entries(row).filter(([name]) => names.includes(name)))
  );
  return csv(names.join(","), rows);
}

async function imported(engine: Engine): Promise<Database> {
  const database = await engine.fresh();
  await importText(database, csv(HEADER, ROWS), FLAGS);
  return database;
}

async function analytics(database: Database, principal: Principal) {
  const args = { date_range: "2026-10-13..2026-10-13", sections: ["losses"] };
  const { structured, text } = await callTool(
    testRegistry(database),
    "get_analytics",
    args,
    principal,
  );
  const { sections } = structured as {
    sections: { tables: { title: string; rows: unknown[][] }[] }[];
  };
  const tables = sections.flatMap(({ tables }) => tables.map(({ title, rows }) => [title, rows]));
  return { tables: Object.fromEntries(tables) as Record<string, unknown[][]>, text };
}

onEveryEngine("what a file knows of an order is kept and shown", async (engine) => {
  await using database = await imported(engine);
  const { differences } = await checkRollups(database.reader);
  assert.deepEqual(differences, []);
  const { structured, text } = await callTool(testRegistry(database), "search_orders", {
    text: "A1",
  });
  const { orders: [order] } = structured as { orders: Record<string, unknown>[] };
  assert.equal(order?.server, "Ada L.");
  assert.equal(order?.channel, "DoorDash");
  assert.equal(order?.register, "Bar 2");
  assert.deepEqual(order?.discounts, ["Comp: Birthday 4.00"]);
  assert.deepEqual(order?.items, [
    "1 Ramen, reduced (Comp: Birthday)",
    "1 Tea, voided (Sent to the wrong table)",
  ]);
  assert.match(text, /server Ada L\. \| channel DoorDash \| register Bar 2/);
});

onEveryEngine("names of those who sold are shown to managers only", async (engine) => {
  await using database = await imported(engine);
  const registry = testRegistry(database);
  const shown = await callTool(registry, "search_orders", {}, VIEWER);
  assert.doesNotMatch(JSON.stringify(shown), /Ada|Bo\b/);
  const uri = "restaurant://orders/2026-10-13";
  assert.doesNotMatch(await readResource(registry, uri, VIEWER), /Ada/);
  assert.match(await readResource(registry, uri, LOCAL), /Ada L\./);
  const { tables, text } = await analytics(database, VIEWER);
  assert.equal(tables["Discounts, voids and refunds by server"], undefined);
  assert.doesNotMatch(text, /Ada|Bo\b/);
});

onEveryEngine("losses say why, of what kind, and with whom", async (engine) => {
  await using database = await imported(engine);
  const { tables } = await analytics(database, LOCAL);
  assert.deepEqual(tables["Voids by reason"], [["Sent to the wrong table", 3, 100]]);
  assert.deepEqual(tables["Discounts by kind"], [["by the house", 4, 80], ["promotion", 1, 20]]);
  assert.deepEqual(tables["Refunds by reason"], [["Cold", 3, 100]]);
  assert.deepEqual(
    tables["Discounts, voids and refunds by server"]?.map(([name, amount]) => [name, amount]),
    [["Ada L.", 8], ["Bo", 3]],
  );
});

onEveryEngine("sales are grouped by channel; what has none is not recorded", async (engine) => {
  await using database = await imported(engine);
  const { structured } = await callTool(testRegistry(database), "get_sales_data", {
    ...{ date: "2026-10-13", group_by: "channel" },
  });
  const { breakdown } = structured as { breakdown: { group: string; total_sales: number }[] };
  assert.deepEqual(breakdown.map(({ group, total_sales }) => [group, total_sales]), [
    ["not recorded", 9],
    ["DoorDash", 3],
  ]);
});

onEveryEngine("a file that knows more completes what was imported before", async (engine) => {
  await using database = await engine.fresh();
  const less = columnsOf(HEADER.split(",").slice(0, 8));
  const more = columnsOf(HEADER.split(",").filter((name) => name !== "register"));
  await importText(database, less, FLAGS);
  const again = await importText(database, more, FLAGS);
  // What was voided or reduced says why now; the refund's line stays as it was.
  assert.deepEqual([again.added, again.changed, again.skipped.rows], [0, 3, 1]);
  const orders = await database.reader.selectFrom("orders").select(["external_id", "server"])
    .select("channel").orderBy("external_id").execute();
  assert.deepEqual(orders.map(({ server, channel }) => [server, channel]), [
    ["Ada L.", "DoorDash"],
    ["Ada L.", null],
  ]);
  for (const file of [more, less]) {
    assert.equal((await importText(database, file, FLAGS)).taken.rows, 0);
  }
  const { differences } = await checkRollups(database.reader);
  assert.deepEqual(differences, []);
});
