import assert from "node:assert/strict";
import { EXPORTS } from "../../src/exporting/export.ts";
import { writeSales } from "../../src/restaurant/sales/write_sales.ts";
import type { Database } from "../../src/storage/database.ts";
import { callTool, testRegistry } from "../support/calls.ts";
import { onEveryEngine } from "../support/engines.ts";
import { exportText } from "../support/exports.ts";
import { importText } from "../support/imports.ts";
import {
  line,
  newSales,
  openRestaurant,
  order,
  refund,
  refundLine,
  SALAD,
  WRITTEN_AT,
} from "../support/sales.ts";

/** What was sold under which name, and the name that it has on the menu. */
async function sold({ reader }: Database) {
  const lines = await reader.selectFrom("order_lines as line")
    .innerJoin("menu_items as item", "item.id", "line.menu_item_id")
    .select(["line.name as sold", "item.name", "item.category"]).orderBy("line.name").execute();
  const returned = await reader.selectFrom("refund_lines as line")
    .innerJoin("menu_items as item", "item.id", "line.menu_item_id")
    .select(["line.name as sold", "item.name", "item.category"]).execute();
  const menu = await reader.selectFrom("menu_items").select("name").orderBy("name").execute();
  return { lines, returned, menu };
}

onEveryEngine(
  "an item that was renamed and moved after its sales comes back once",
  async (engine) => {
    await using database = await openRestaurant(engine);
    const sales = newSales(
      [order({ lines: [line(), line({ ...SALAD, gross: 4_00 })] })],
      [refund({ order_id: "ORDER001", lines: [refundLine({ amount: 1_00 })] })],
    );
    await database.write((writer) => writeSales(writer, sales, WRITTEN_AT));
    const updates = { name: "=Smash burger", category: "Grill" };
    const args = { item_id: "BURGER00", updates };
    assert.equal(
      (await callTool(testRegistry(database), "update_menu_item", args)).isError,
      false,
    );
    const orders = await exportText(database, EXPORTS.orders);
    const before = await sold(database);
    for (const menuFirst of [true, false]) {
      await using copy = await engine.fresh();
      const files = [await exportText(database, EXPORTS.items), orders];
      for (const file of menuFirst ? files : files.toReversed()) {
        assert.equal((await importText(copy, file)).quarantined.rows, 0);
      }
      assert.deepEqual(await sold(copy), before);
    }
    // In the same restaurant, too, the old name makes no second item.
    await importText(database, orders);
    assert.deepEqual((await sold(database)).menu, before.menu);
  },
);
