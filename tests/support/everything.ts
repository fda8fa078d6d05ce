import { fillDemo } from "../../src/demo/fill_demo.ts";
import { setOpeningHours } from "../../src/restaurant/locations/opening_hours.ts";
import { parseHours } from "../../src/restaurant/locations/parse_hours.ts";
import { argumentsKey } from "../../src/security/arguments_key.ts";
import { HOUSE } from "../../src/storage/schema/house.ts";
import { BEGINNING } from "../../src/security/audit_chain.ts";
import { createToken } from "../../src/security/tokens.ts";
import type { Database } from "../../src/storage/database.ts";
import { TABLE_NAMES } from "../../src/storage/schema/schema.ts";
import type { StoredRow } from "../../src/storage/transfer/table_rows.ts";
import { audited, callRecord } from "./audits.ts";
import { noon } from "./calls.ts";
import { DEMO_NOW } from "./demo.ts";

/** Fills a database so that no table is empty, with texts that need care. */
export async function fillEverything(database: Database): Promise<void> {
  await fillDemo(database, { now: DEMO_NOW, months: 1 });
  const at = "2026-11-24T01:30:00Z";
  const text = 'Zoë\'s "½" café 🍔\n\ttab \\ back';
  await database.write(async (writer) => {
    const { id: order_id, location_id } = await writer.selectFrom("orders")
      .select(["id", "location_id"]).orderBy("id").executeTakeFirstOrThrow();
    const { id: menu_item_id } = await writer.selectFrom("menu_items").select("id")
      .orderBy("id").executeTakeFirstOrThrow();
    await writer.updateTable("orders").set({ customer_name: text })
      .where("id", "=", order_id).execute();
    await setOpeningHours(writer, location_id, parseHours("mon-sun 11:00-22:00"));
    await createToken(
      writer,
      { name: text, role: "staff", locations: null, expires: null },
      noon(),
    );
    await writer.insertInto("item_availability").values({
      location_id,
      menu_item_id,
      state: "limited",
      remaining: 7,
    }).execute();
    await writer.insertInto("order_progress").values({
      location_id,
      order_id,
      position: 0,
      status: "received",
      reason: null,
      actor: "waiter",
      at,
    }).onConflict((conflict) => conflict.doNothing()).execute();
    await writer.insertInto("order_promises").values({
      location_id,
      order_id,
      requested_at: null,
      promised_at: at,
    }).onConflict((conflict) => conflict.doNothing()).execute();
    await writer.insertInto("imports").values({
      id: "IMPORT01",
      file_name: "a.csv",
      format: "generic",
      started_at: at,
      rows_read: 2,
      rows_taken: 0,
      rows_skipped: 0,
      rows_quarantined: 2,
    }).execute();
    await writer.insertInto("import_coverage").values({
      import_id: "IMPORT01",
      location_id,
      date: "2026-11-01",
      end_date: "2026-11-02",
      imported_at: at,
      not_recorded: "guests tips",
    }).execute();
    await writer.insertInto("import_problems").values([
      { import_id: "IMPORT01", line: 2, field: "price", reason: text },
      { import_id: "IMPORT01", line: 10, field: "price", reason: text },
    ]).execute();
    await writer.insertInto("import_changes").values({
      import_id: "IMPORT01",
      position: 1,
      subject: "menu_items",
      row_key: JSON.stringify([menu_item_id]),
      before: null,
      after: JSON.stringify({ name: text }),
    }).execute();
    const { id: feedback_id, location_id: place } = await writer.selectFrom("feedback")
      .select(["id", "location_id"]).orderBy("id").executeTakeFirstOrThrow();
    await writer.insertInto("feedback_analyses").values({
      feedback_id,
      location_id: place,
      model_version: "1",
      sentiment: "mixed",
      analysis: JSON.stringify({ text }),
      analysed_at: at,
    }).execute();
    await writer.insertInto("feedback_themes").values({
      feedback_id,
      location_id: place,
      kind: "aspect",
      name: "food",
      sentiment: "mixed",
    }).execute();
    await writer.insertInto("feedback_replies").values({
      id: "REPLY001",
      feedback_id,
      location_id: place,
      position: 1,
      status: "draft",
      text,
      actor: "boss",
      written_at: at,
    }).execute();
    await writer.insertInto("reply_limits").values({ location_id, most_refund: 1000 }).execute();
    await writer.insertInto("calendar_entries").values({
      id: "CALENDAR",
      location_id,
      date: "2026-12-24",
      end_date: "2026-12-26",
      kind: "closed",
      name: text,
    }).execute();
    await writer.insertInto("time_entries").values({
      id: "SHIFT001",
      location_id,
      source_key: "1",
      employee: text,
      job: "Cook",
      business_date: "2026-11-23",
      started_at: "2026-11-23T16:00:00Z",
      ended_at: at,
      regular_minutes: 540,
      overtime_minutes: 0,
      regular_pay: null,
      overtime_pay: null,
      import_id: "IMPORT01",
    }).execute();
    const { id: ingredient_id } = await writer.selectFrom("ingredients").select("id")
      .orderBy("id").executeTakeFirstOrThrow();
    await writer.insertInto("purchase_orders").values({
      id: "PURCHASE",
      location_id,
      supplier: text,
      currency: "USD",
      status: "draft",
      created_at: at,
      created_by: "boss",
      placed_at: null,
      expected_on: null,
      closed_at: null,
      version: 1,
    }).execute();
    await writer.insertInto("purchase_order_lines").values({
      purchase_order_id: "PURCHASE",
      location_id,
      ingredient_id,
      packs: 3,
      received_packs: 0,
      pack_size: 1000,
      pack_cost: 500,
      reason: text,
    }).execute();
    await writer.insertInto("pack_prices").values({
      ingredient_id,
      changed_at: at,
      pack_size: 1000,
      pack_cost: 500,
      previous_size: 1000,
      previous_cost: 450,
    }).execute();
    await writer.insertInto("changes").values({
      id: "CHANGE01",
      kind: "menu_item",
      subject_id: menu_item_id,
      location_id: null,
      before: "{}",
      after: JSON.stringify({ name: text }),
      actor: "boss",
      changed_at: at,
      undone_by: null,
    }).execute();
    await writer.insertInto("idempotency_keys").values([
      { scope: "a", key: "é", digest: "d", response: "{}", created_at: at },
      { scope: "a", key: "Z", digest: "d", response: "{}", created_at: at },
      { scope: "B", key: "z", digest: "d", response: "{}", created_at: at },
    ]).execute();
    await writer.insertInto("rollup_shapes")
      .values({ shape: "1: day", is_built: 0, after_events: "1", location_id, month: "2026-11" })
      .execute();
    const rollup = await writer.selectFrom("sales_rollups").selectAll()
      .where("dimension", "=", "day").orderBy("business_date").limit(1).executeTakeFirstOrThrow();
    await writer.insertInto("sales_rollups_next").values(rollup).execute();
    await writer.insertInto("counters")
      .values({ name: "turn:large", value: Number.MAX_SAFE_INTEGER }).execute();
  });
  await audited(database, Array.from({ length: 5 }, () => callRecord({ principal: text })));
  await argumentsKey(database);
  await database.write((writer) =>
    writer.insertInto("audit_checkpoints").values({
      location_id: HOUSE,
      sequence: 0,
      hash: BEGINNING,
      removed_at: at,
    })
      .execute()
  );
}

/** Every row of every table, sorted. */
export async function everyRow(
  { reader }: Pick<Database, "reader">,
): Promise<Record<string, readonly string[]>> {
  const tables: [string, string[]][] = [];
  for (const table of TABLE_NAMES) {
    const rows: StoredRow[] = await reader.selectFrom(table).selectAll().execute();
    tables.push([table, rows.map((row) => JSON.stringify(Object.entries(row).sort())).sort()]);
  }
  return Object.fromEntries(tables);
}
