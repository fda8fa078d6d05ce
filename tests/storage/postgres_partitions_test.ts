import assert from "node:assert/strict";
import { sql } from "kysely";
import { checkRollups } from "../../src/restaurant/sales/check_rollups.ts";
import { verifyAudit } from "../../src/security/verify_audit.ts";
import type { Writer } from "../../src/storage/database.ts";
import { TABLES } from "../../src/storage/schema/schema.ts";
import { openAudit } from "../support/audits.ts";
import { callTool, readResource, testRegistry } from "../support/calls.ts";
import { POSTGRES } from "../support/engines.ts";
import { allEvents, assertNumbered } from "../support/events.ts";
import { burgers, fillFloor, request } from "../support/floor.ts";
import { move } from "../support/pantry.ts";

/** Those that every order writes, of the tables whose keys begin with the location. */
const PARTITIONED = [
  ...["events", "audit_entries", "location_counters"] as const,
  ...["sales_rollups", "monthly_rollups", "stock", "item_availability"] as const,
];
const PARTS = 4;

/** Puts a table in the place of another one that is parted by its location, with its rows and indexes. */
async function part(writer: Writer, table: typeof PARTITIONED[number]): Promise<void> {
  const statements = [
    `alter table ${table} rename to ${table}_whole`,
    `create table ${table} (like ${table}_whole including all) partition by hash (location_id)`,
    ...Array.from(
      { length: PARTS },
      (_, index) =>
        `create table ${table}_${index} partition of ${table}
        for values with (modulus ${PARTS}, remainder ${index})`,
    ),
    `insert into ${table} select * from ${table}_whole`,
    `drop table ${table}_whole`,
  ];
  for (const statement of statements) await sql.raw(statement).execute(writer);
}

async function partsInUse(writer: Writer, table: string): Promise<number> {
  const { rows } = await sql`select distinct tableoid from ${sql.table(table)}`.execute(writer);
  return rows.length;
}

Deno.test("what a location writes most can be in hash partitions by location", async () => {
  await using database = await fillFloor(await POSTGRES.fresh());
  for (const [id, quantity] of [["BEEF0000", 9_000_000], ["BUNS0000", 90_000]] as const) {
    await move(database, id, quantity);
  }
  for (const table of PARTITIONED) {
    assert.equal(TABLES[table].key[0], "location_id");
    await database.write((writer) => part(writer, table));
  }
  {
    await using audit = openAudit(database);
    const registry = testRegistry(database, { audit });
    const call = async (tool: string, args: object) => {
      const { isError, text, structured } = await callTool(registry, tool, args);
      assert.equal(isError, false, text);
      return structured;
    };
    const orders = Array.from({ length: 12 }, (_, index) => {
      const location = index % 2 === 0 ? "downtown" : "harbour";
      return call("process_order", { order_data: request({ location, items: [burgers(1)] }) });
    });
    const taken = await Promise.all(orders);
    await call("update_order_status", {
      order_id: taken[0]?.order_id,
      status: "cancelled",
      reason: "left",
    });
    const stock = { item_id: "BEEF0000", quantity: 5000, location: "downtown" };
    const { change_id } = await call("update_inventory", stock);
    await call("undo_change", { change_id });
    for (const [location, sold] of [["downtown", 5], ["harbour", 6]] as const) {
      const period = { date: "2026-12-30", end_date: "2026-12-31" };
      const { transactions } = await call("get_sales_data", { ...period, location });
      assert.equal(transactions, sold);
    }
    const news = await readResource(registry, "restaurant://live_orders?since=0");
    assert.ok(JSON.parse(news).events.length > 20);
  }
  assertNumbered(await allEvents(database.reader));
  assert.equal((await verifyAudit(database.reader)).broken, null);
  assert.equal((await checkRollups(database.reader)).different, 0);
  for (const table of ["events", "audit_entries", "sales_rollups"]) {
    assert.ok(await database.write((writer) => partsInUse(writer, table)) > 1, table);
  }
});
