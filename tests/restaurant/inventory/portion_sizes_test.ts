import assert from "node:assert/strict";
import { itemCosts } from "../../../src/restaurant/inventory/item_costs.ts";
import { readPortionSizes } from "../../../src/restaurant/inventory/portion_sizes.ts";
import { readUsage } from "../../../src/restaurant/inventory/usage.ts";
import { rounded } from "../../../src/values/fraction.ts";
import { chooseLocation } from "../../../src/restaurant/locations/location.ts";
import type { Database } from "../../../src/storage/database.ts";
import { writeSales } from "../../../src/restaurant/sales/write_sales.ts";
import { callTool, testRegistry } from "../../support/calls.ts";
import { onEveryEngine } from "../../support/engines.ts";
import { burgers, openFloor, request, sellInSizes } from "../../support/floor.ts";
import { BEEF, move } from "../../support/pantry.ts";
import { line, newSales, order, WRITTEN_AT } from "../../support/sales.ts";

/** The beef of one burger, in thousandths of a gram: 150 g. */
const ONE = 150_000;

async function beefIn({ reader }: Pick<Database, "reader">): Promise<number> {
  const { on_hand } = await reader.selectFrom("stock").select("on_hand")
    .where("location_id", "=", "downtown").where("ingredient_id", "=", BEEF.id)
    .executeTakeFirstOrThrow();
  return on_hand;
}

const DECEMBER = { date: "2026-12-01", end_date: "2026-12-31" };

onEveryEngine(
  "an order takes the portions of its sizes, and says what is left of them",
  async (engine) => {
    await using database = await openFloor(engine);
    await sellInSizes(database);
    const registry = testRegistry(database);
    await move(database, BEEF.id, 1_000_000);
    const sold = await callTool(registry, "process_order", {
      order_data: request({
        items: [{ ...burgers(2), variation: "Large" }, { ...burgers(1), variation: "Small" }],
      }),
    });
    assert.equal(sold.isError, false, sold.text);
    assert.equal(await beefIn(database), 1_000_000 - 4 * ONE);
    const refused = await callTool(registry, "process_order", {
      order_data: request({ items: [{ ...burgers(99), variation: "Large" }] }),
    });
    assert.equal(refused.structured.error_code, "INSUFFICIENT_INVENTORY");
    const [short] = refused.structured.available_items as { available: number }[];
    // 400 g are left, and a large one takes 225 g.
    assert.equal(short?.available, 1);
  },
);

onEveryEngine("usage, costs and averages count the portions that were sold", async (engine) => {
  await using database = await openFloor(engine);
  await sellInSizes(database);
  const lines = [
    line({ variation: "Large", quantity: 2000, gross: 22_00 }),
    line({ variation: "Small", quantity: 1000, gross: 6_50 }),
    line({ quantity: 1000, gross: 9_50 }),
  ];
  await database.write((writer) => writeSales(writer, newSales([order({ lines })]), WRITTEN_AT));
  const { reader } = database;
  const { portionsOf } = await readPortionSizes(reader, ["downtown"], DECEMBER);
  assert.deepEqual([portionsOf("BURGER00", 4000), portionsOf("BURGER00", 8000)], [5000, 10_000]);
  assert.equal(portionsOf("SALAD000", 3000), 3000);
  const elsewhere = await readPortionSizes(reader, ["harbour"], DECEMBER);
  assert.equal(elsewhere.portionsOf("BURGER00", 4000), 4000);
  const now = Temporal.Instant.from("2026-12-16T12:00:00Z");
  const { window, per_day } = await readUsage(
    reader,
    await chooseLocation(reader, "downtown"),
    now,
  );
  const used = per_day.get(BEEF.id);
  assert.ok(used !== undefined && window !== null);
  assert.equal(rounded(used) * window.days, 5 * ONE);
  const costOf = await itemCosts(reader, "USD", ["BURGER00"]);
  const { structured } = await callTool(testRegistry(database), "get_sales_data", {
    ...DECEMBER,
    group_by: "item",
  });
  const [burger] = structured.breakdown as { food_cost?: number }[];
  assert.equal(burger?.food_cost, (costOf("BURGER00", 5000) ?? NaN) / 100);
});
