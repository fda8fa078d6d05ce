import assert from "node:assert/strict";
import { stock } from "../../../src/exporting/stock.ts";
import { moveStock } from "../../../src/restaurant/inventory/ledger.ts";
import type { Database } from "../../../src/storage/database.ts";
import { callTool, testRegistry } from "../../support/calls.ts";
import { onEveryEngine } from "../../support/engines.ts";
import { exportText } from "../../support/exports.ts";
import { importText } from "../../support/imports.ts";

const AT = "2026-11-27T12:00:00Z";
const PLACE = { location: "downtown", timezone: "America/New_York" };
const PANTRY = "name,unit,pack_size,pack_cost,lead_time_days,delivery_interval_days\n" +
  "Flour,g,25000,20,1,2\nYeast,g,500,4,1,2\n";

const importStock = (database: Database, rows: string) =>
  importText(database, `ingredient,on_hand,par_level\n${rows}`, { ...PLACE, kind: "stock" });

async function openPantry(fresh: Promise<Database>): Promise<Database> {
  const database = await fresh;
  await importText(database, PANTRY, { kind: "ingredients" });
  return database;
}

/** What the tool says of each ingredient. */
async function inventory(database: Database): Promise<unknown[]> {
  const { structured } = await callTool(testRegistry(database), "get_inventory", { filter: "all" });
  return Array.from(structured.items as Iterable<Record<string, unknown>>)
    .map(({ name, on_hand, state, par }) => [name, on_hand, state, par])
    .sort();
}

async function undoLast(database: Database): Promise<unknown> {
  const { id } = await database.reader.selectFrom("changes").select("id")
    .where("undone_by", "is", null).orderBy("changed_at", "desc").limit(1)
    .executeTakeFirstOrThrow();
  const { structured } = await callTool(testRegistry(database), "undo_change", { change_id: id });
  return structured.change_id;
}

onEveryEngine(
  "a shelf whose only count was undone is not counted; its par stays",
  async (engine) => {
    await using database = await openPantry(engine.fresh());
    await importStock(database, "Flour,5000,60000\n");
    const change_id = await undoLast(database);
    assert.deepEqual((await inventory(database))[0], ["Flour", null, "uncounted", 60000]);
    // Made again, it is known again.
    await callTool(testRegistry(database), "undo_change", { change_id });
    assert.deepEqual((await inventory(database))[0]?.valueOf(), [
      ...["Flour", 5000, "below_par", 60000],
    ]);
  },
);

onEveryEngine("a count of nothing and a delivery that was sold are known", async (engine) => {
  await using database = await openPantry(engine.fresh());
  await importStock(database, "Flour,0,60000\nYeast,,900\n");
  const states = async () =>
    new Map((await inventory(database)).map((row) => {
      const [name, on_hand] = row as string[];
      return [name, on_hand];
    }));
  assert.deepEqual(await states(), new Map<string, unknown>([["Flour", 0], ["Yeast", null]]));
  const { id } = await database.reader.selectFrom("ingredients").select("id")
    .where("name", "=", "Yeast").executeTakeFirstOrThrow();
  const move = (kind: "received" | "sold", quantity: number) =>
    database.write((writer) =>
      moveStock(writer, [{
        location_id: "downtown",
        ingredient_id: id,
        kind,
        quantity,
        reason: null,
        actor: "test",
        order_id: null,
        business_date: "2026-11-27",
      }], AT)
    );
  await move("received", 500_000);
  await move("sold", -500_000);
  assert.equal((await states()).get("Yeast"), 0);
});

onEveryEngine("what cannot be a count is exported as none, and comes back", async (engine) => {
  await using database = await openPantry(engine.fresh());
  await importStock(database, "Flour,5000,60000\nYeast,20,900\n");
  await undoLast(database);
  await database.write((writer) =>
    writer.updateTable("stock").set({ on_hand: -3000 }).where("on_hand", ">", 0).execute()
  );
  const csv = await exportText(database, stock);
  assert.deepEqual(csv.trim().split(/\r?\n/).slice(1), [
    "Flour,,g,60000,0,downtown",
    "Yeast,,g,900,0,downtown",
  ]);
  await using copy = await openPantry(engine.fresh());
  const { quarantined, taken } = await importText(copy, csv, { ...PLACE, kind: "stock" });
  assert.deepEqual([quarantined.rows, taken.rows], [0, 2]);
  assert.equal(await exportText(copy, stock), csv);
  const again = await importText(copy, `${csv}\n`, { ...PLACE, kind: "stock" });
  assert.deepEqual([again.taken.rows, again.skipped.rows], [0, 2]);
});
