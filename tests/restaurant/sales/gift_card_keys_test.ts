import assert from "node:assert/strict";
import { readMenuSales } from "../../../src/restaurant/analytics/menu_sales.ts";
import { readLocations } from "../../../src/restaurant/locations/location.ts";
import { filteredSalesReport } from "../../../src/restaurant/reporting/filtered_sales.ts";
import { readGiftCardKeys } from "../../../src/restaurant/sales/gift_card_keys.ts";
import { writeSales } from "../../../src/restaurant/sales/write_sales.ts";
import { insertMany } from "../../../src/storage/bulk.ts";
import type { Database } from "../../../src/storage/database.ts";
import { RestaurantError } from "../../../src/values/errors.ts";
import { callTool, testRegistry } from "../../support/calls.ts";
import { type Engine, onEveryEngine } from "../../support/engines.ts";
import {
  COLA,
  line,
  menuItem,
  newSales,
  openRestaurant,
  order,
  WRITTEN_AT,
} from "../../support/sales.ts";

const CARD = { menu_item_id: "GIFTCARD", name: "Gift Card", category: "Gift Cards" };
const PERIOD = { date: "2026-12-14", end_date: "2026-12-14" };

/** A burger and a gift card, and a cola that is sold both as itself and, once, as a card. */
async function openWithCards(engine: Engine): Promise<Database> {
  const database = await openRestaurant(engine);
  await database.write(async (writer) => {
    await insertMany(writer, "menu_items", [menuItem(CARD)]);
    const lines = [
      line(),
      line({ ...CARD, gross: 50_00, gift_card: true }),
      line({ ...COLA, gross: 3_00 }),
      line({ ...COLA, gross: 20_00, gift_card: true }),
    ];
    await writeSales(writer, newSales([order({ lines })]), WRITTEN_AT);
  });
  return database;
}

onEveryEngine("only items sold exclusively as gift cards count as such", async (engine) => {
  await using database = await openWithCards(engine);
  const read = (dimension: "item" | "category", date: string) =>
    readGiftCardKeys(database.reader, dimension, [{
      date,
      end_date: date,
      location_ids: ["downtown"],
    }]);
  assert.deepEqual(await read("item", "2026-12-14"), new Set(["GIFTCARD"]));
  assert.deepEqual(await read("category", "2026-12-14"), new Set(["Gift Cards"]));
  // A year later it is still known, and not for ever.
  assert.deepEqual(await read("item", "2027-12-31"), new Set(["GIFTCARD"]));
  assert.deepEqual(await read("item", "2028-01-01"), new Set());
});

onEveryEngine("a gift card is no item and no category that sells", async (engine) => {
  await using database = await openWithCards(engine);
  const registry = testRegistry(database);
  const ask = async (asked: Record<string, unknown>) => {
    const args = { date: "2026-12-14", location: "downtown", ...asked };
    const { structured } = await callTool(registry, "get_sales_data", args);
    const groups = structured.breakdown as { group: string }[];
    return { structured, names: groups.map(({ group }) => group) };
  };
  const items = await ask({ group_by: "item" });
  assert.deepEqual(items.names, ["Cheeseburger", "Cola"]);
  assert.equal(items.structured.gift_card_sales, 70);
  assert.deepEqual((await ask({ group_by: "item", order: "lowest" })).names, [
    "Salad",
    "Cola",
    "Cheeseburger",
  ]);
  assert.deepEqual((await ask({ group_by: "category" })).names, ["Mains", "Drinks"]);
});

onEveryEngine("a gift card is not among what never sold", async (engine) => {
  await using database = await openWithCards(engine);
  const scope = { period: PERIOD, ids: ["downtown"], currency: "USD" };
  const { sold, neverSold } = await readMenuSales(database.reader, scope);
  assert.deepEqual(sold.map(({ name }) => name).sort(), ["Cheeseburger", "Cola"]);
  assert.deepEqual(neverSold.map(({ name }) => name), ["Salad"]);
});

onEveryEngine("a gift card is not proposed for a report of one item", async (engine) => {
  await using database = await openWithCards(engine);
  const request = {
    period: PERIOD,
    locations: await readLocations(database.reader),
    now: Temporal.Instant.from("2026-12-31T12:00:00Z"),
  };
  await assert.rejects(
    filteredSalesReport(database.reader, request, { by: "category", value: "Soup" }),
    (error) => {
      assert.ok(error instanceof RestaurantError);
      assert.equal(error.details.hint, "Sold in this period: Drinks, Mains.");
      return true;
    },
  );
});
