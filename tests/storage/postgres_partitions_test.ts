import assert from "node:assert/strict";
import { type RawBuilder, sql } from "kysely";
import { undoImport } from "../../src/importing/undo/undo_import.ts";
import { REPORT_TYPES } from "../../src/restaurant/reporting/report_types.ts";
import { MOST_OF_A_DAY } from "../../src/restaurant/sales/figures.ts";
import { writeSales } from "../../src/restaurant/sales/write_sales.ts";
import { checkRollups } from "../../src/restaurant/sales/check_rollups.ts";
import { verifyAudit } from "../../src/security/verify_audit.ts";
import { insertMany } from "../../src/storage/bulk.ts";
import type { Database } from "../../src/storage/database.ts";
import { TABLE_NAMES, type TableName, TABLES } from "../../src/storage/schema/schema.ts";
import { openAudit } from "../support/audits.ts";
import { callTool, noon, readResource, testRegistry } from "../support/calls.ts";
import { POSTGRES } from "../support/engines.ts";
import { allEvents, assertNumbered } from "../support/events.ts";
import { everyRow, fillEverything } from "../support/everything.ts";
import { burgers, fillFloor, request } from "../support/floor.ts";
import { importText } from "../support/imports.ts";
import { keyOn } from "../support/keys.ts";
import { move } from "../support/pantry.ts";
import { line, newSales, order, orderPromise, WRITTEN_AT } from "../support/sales.ts";

const SCRIPT = new URL("../../deploy/partition_by_location.sql", import.meta.url);

/** What belongs to a location, and so must be in partitions by it. */
const OF_A_LOCATION = TABLE_NAMES.filter((table) =>
  ["own", "own or house"].includes(TABLES[table].scope)
);

async function partition(database: Database): Promise<void> {
  await asked(database, sql.raw(await Deno.readTextFile(SCRIPT)));
}

/** What the server answers to a statement, value by value. */
async function asked({ write }: Database, statement: RawBuilder<unknown>): Promise<unknown[]> {
  const { rows } = await write((writer) => statement.execute(writer));
  return rows.flatMap((row) => Object.values(row as object));
}

/** Everything that is said of the tables: their columns, keys, indexes and references. */
async function definitions(database: Database): Promise<unknown[]> {
  const names = sql`(${sql.val([...TABLE_NAMES])}::text[])`;
  return await asked(
    database,
    sql`
    select concat_ws(' ', table_name, column_name, data_type, collation_name, is_nullable,
      column_default)
    from information_schema.columns where table_schema = current_schema()
      and table_name = any ${names}
    union all
    select concat_ws(' ', conrelid::regclass, conname, pg_get_constraintdef(oid))
    from pg_constraint where conrelid::regclass::text = any ${names} and conparentid = 0
    union all
    select replace(indexdef, ' ON ONLY ', ' ON ') from pg_indexes where schemaname = current_schema()
      and tablename = any ${names}
    order by 1`,
  );
}

async function partsInUse(database: Database, table: TableName): Promise<number> {
  return (await asked(database, sql`select distinct tableoid from ${sql.table(table)}`)).length;
}

async function keyOf(database: Database, table: TableName): Promise<unknown[]> {
  return await asked(
    database,
    sql`
    select attname from pg_index
    join pg_attribute on attrelid = indrelid and attnum = any (indkey)
    where indisprimary and indrelid = ${table}::regclass
    order by array_position(indkey::int2[], attnum)`,
  );
}

Deno.test("keys of what belongs to a location are those of the schema with the location", async () => {
  await using database = await POSTGRES.fresh();
  for (const table of OF_A_LOCATION) {
    assert.deepEqual(await keyOf(database, table), keyOn("postgres", table), table);
  }
});

Deno.test("a part of an order is at the location of its order", async () => {
  await using database = await fillFloor(await POSTGRES.fresh());
  await database.write((writer) => writeSales(writer, newSales([order()]), WRITTEN_AT));
  const promiseAt = (location_id: string) => {
    const promise = orderPromise({ location_id, order_id: "ORDER001", promised_at: WRITTEN_AT });
    return database.write((writer) => insertMany(writer, "order_promises", [promise]));
  };
  await assert.rejects(promiseAt("harbour"), /violates foreign key constraint/);
  await promiseAt("downtown");
});

Deno.test("every table of a location keeps its rows and definitions in partitions", async () => {
  await using place = await POSTGRES.emptyPlace();
  await using database = await POSTGRES.open(place.url);
  await fillEverything(database);
  const [rows, defined] = [await everyRow(database), await definitions(database)];
  await partition(database);
  await using again = await POSTGRES.open(place.url);
  assert.deepEqual(await everyRow(again), rows);
  assert.deepEqual(await definitions(again), defined);
  for (const table of OF_A_LOCATION) {
    const kind = await asked(
      again,
      sql`select relkind from pg_class where oid = ${table}::regclass`,
    );
    assert.deepEqual(kind, ["p"], table);
  }
  assert.equal((await checkRollups(again.reader)).different, 0);
});

const SALES = [
  "order_id,date,item,category,quantity,line_total,payment_method,location",
  "A1,2026-12-30 19:30,Ramen,Mains,2,32.00,Card,downtown",
  "A2,2026-12-30 19:40,Ramen,Mains,1,16.00,Cash,harbour",
  "A2,2026-12-30 19:55,Ramen,Mains,-1,-16.00,Cash,harbour",
].join("\n");

const FEEDBACK = [
  "id,text,date,rating,location,order_id",
  "G1,Lovely burger and quick service,2026-12-30,5,downtown,",
].join("\n");

Deno.test("a restaurant works in partitions by location as it does in whole tables", async () => {
  await using place = await POSTGRES.emptyPlace();
  {
    await using database = await fillFloor(await POSTGRES.open(place.url));
    for (const [id, quantity] of [["BEEF0000", 9_000_000], ["BUNS0000", 90_000]] as const) {
      await move(database, id, quantity);
    }
    await partition(database);
  }
  await using database = await POSTGRES.open(place.url);
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
      return call("process_order", {
        order_data: request({ location, items: [burgers(1)] }),
        idempotency_key: `order ${index}`,
      });
    });
    const taken = await Promise.all(orders);
    // One key is one order, wherever it is.
    const elsewhere = request({ location: "harbour", items: [burgers(1)] });
    const repeated = await callTool(registry, "process_order", {
      order_data: elsewhere,
      idempotency_key: "order 0",
    });
    assert.equal(repeated.structured.error_code, "CONFLICT", repeated.text);
    const { order_id } = taken[0] ?? {};
    await call("update_order_status", { order_id, status: "cancelled", reason: "left" });
    for (const status of ["preparing", "ready", "completed"]) {
      await call("update_order_status", { order_id: taken[1]?.order_id, status });
    }
    const stock = { item_id: "BEEF0000", quantity: 5000, location: "downtown" };
    const { change_id } = await call("update_inventory", stock);
    await call("undo_change", { change_id });

    const imported = await importText(database, SALES, { currency: "USD" });
    assert.deepEqual([imported.taken.rows, imported.quarantined.rows], [3, 0]);
    const twice = await importText(database, SALES, { currency: "USD" });
    assert.deepEqual([twice.taken.rows, twice.skipped.rows], [0, 3]);
    const dearer = SALES.replace("32.00", "34.00");
    const third = await importText(database, dearer, { currency: "USD" });
    assert.equal(third.changed, 1);
    await importText(database, FEEDBACK, { kind: "feedback" });
    await call("analyze_customer_feedback", { feedback_id: "G1" });
    await call("reply_to_feedback", { feedback_id: "G1", reply: "Thank you for your kind words." });

    const period = { date: "2026-12-30", end_date: "2026-12-31" };
    const sold = async (location: string) =>
      (await call("get_sales_data", { ...period, location })).transactions;
    assert.deepEqual([await sold("downtown"), await sold("harbour")], [6, 7]);
    const { orders: found } = await call("search_orders", { ...period, text: "ramen" });
    assert.equal((found as unknown[]).length, 2);
    const dates = { start_date: period.date, end_date: period.end_date, format: "json" };
    for (const report_type of REPORT_TYPES) {
      await call("generate_report", { report_type, ...dates });
    }
    const undo = (id: string | null) =>
      undoImport(database, id ?? "", { clock: () => noon().add({ minutes: 1 }) });
    for (const { id } of [third, twice, imported]) await undo(id);
    assert.deepEqual([await sold("downtown"), await sold("harbour")], [5, 6]);

    const most = order({ lines: [line({ gross: MOST_OF_A_DAY + 1 })] });
    await assert.rejects(
      database.write((writer) => writeSales(writer, newSales([most]), WRITTEN_AT)),
      /too large to be true/,
    );
    const news = await readResource(registry, "restaurant://live_orders?since=0");
    assert.ok(JSON.parse(news).events.length > 20);
  }
  assertNumbered(await allEvents(database.reader));
  assert.equal((await verifyAudit(database.reader)).broken, null);
  assert.equal((await checkRollups(database.reader)).different, 0);
  for (const table of ["orders", "order_lines", "order_progress", "events"] as const) {
    assert.ok(await partsInUse(database, table) > 1, table);
  }
});
