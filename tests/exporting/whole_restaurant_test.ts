import assert from "node:assert/strict";
import { EXPORTS } from "../../src/exporting/export.ts";
import { IN_MEMORY } from "../../src/storage/address/database_address.ts";
import type { Database, Reader } from "../../src/storage/database.ts";
import { openSqlite } from "../../src/storage/sqlite/sqlite.ts";
import { openDemo } from "../support/demo.ts";
import { exportText } from "../support/exports.ts";
import { importText } from "../support/imports.ts";

/** What the restaurant has besides its orders, by name: ids are new in a copy. */
async function everythingIn(reader: Reader) {
  const items = reader.selectFrom("menu_items as item");
  const parts = {
    items: items.select(["name", "category", "description", "price", "currency"]),
    variations: items.innerJoin("menu_item_variations as size", "size.menu_item_id", "item.id")
      .select(["item.name as item", "size.name", "size.price", "size.portion", "size.position"]),
    modifiers: items
      .innerJoin("menu_item_modifier_groups as link", "link.menu_item_id", "item.id")
      .innerJoin("modifier_groups as group", "group.id", "link.group_id")
      .innerJoin("modifiers as one", "one.group_id", "group.id")
      .select(["item.name as item", "group.name as group", "one.name", "one.price"])
      .select(["group.min_selections", "group.max_selections"]),
    recipes: items.innerJoin("recipe_lines as line", "line.menu_item_id", "item.id")
      .innerJoin("ingredients as used", "used.id", "line.ingredient_id")
      .select(["item.name as item", "used.name", "line.quantity", "line.yield_percent"]),
    ingredients: reader.selectFrom("ingredients")
      .select(["name", "unit", "pack_size", "pack_cost", "currency", "supplier"])
      .select(["lead_time_days", "delivery_interval_days"]),
    stock: reader.selectFrom("stock")
      .innerJoin("ingredients", "ingredients.id", "stock.ingredient_id")
      .select(["location_id", "name", "on_hand", "par_level", "reorder_point"]),
  };
  const found: Record<string, string[]> = {};
  for (const [name, query] of Object.entries(parts)) {
    const rows: readonly object[] = await query.execute();
    found[name] = rows.map((row) => JSON.stringify(row)).sort();
  }
  return found;
}

/** Names that spreadsheets would take for formulas. */
async function nameAsFormulas({ write }: Database): Promise<void> {
  await write(async (writer) => {
    for (const table of ["menu_items", "modifiers", "ingredients"] as const) {
      const { id } = await writer.selectFrom(table).select("id").orderBy("id").limit(1)
        .executeTakeFirstOrThrow();
      await writer.updateTable(table).set({ name: "+ Avocado" }).where("id", "=", id).execute();
      if (table !== "menu_items") continue;
      const category = "-Specials";
      await writer.updateTable(table).set({ category }).where("id", "=", id).execute();
      await writer.updateTable("order_lines").set({ name: "+ Avocado", category })
        .where("menu_item_id", "=", id).execute();
    }
  });
}

/** Without cheese it costs less. */
async function takeSomethingOff({ write }: Database): Promise<void> {
  await write(async (writer) => {
    const { id } = await writer.selectFrom("modifiers").select("id").orderBy("id", "desc").limit(1)
      .executeTakeFirstOrThrow();
    await writer.updateTable("modifiers").set({ price: -50 }).where("id", "=", id).execute();
  });
}

Deno.test("what is exported, in this order, makes the same restaurant elsewhere", async () => {
  await using demo = await openDemo({ months: 1 });
  const { reader } = demo.database;
  await nameAsFormulas(demo.database);
  await takeSomethingOff(demo.database);
  await using copy = await openSqlite(IN_MEMORY);
  for (const [name, one] of Object.entries(EXPORTS)) {
    const { quarantined } = await importText(copy, await exportText(demo.database, one));
    assert.equal(quarantined.rows, 0, name);
  }
  const before = await everythingIn(reader);
  for (const [name, rows] of Object.entries(before)) assert.ok(rows.length > 0, name);
  assert.deepEqual(await everythingIn(copy.reader), before);
});
