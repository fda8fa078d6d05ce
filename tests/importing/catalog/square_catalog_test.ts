import assert from "node:assert/strict";
import { readMenuItems } from "../../../src/restaurant/menu/menu_items.ts";
import { readAllVariations } from "../../../src/restaurant/menu/variations.ts";
import { onEveryEngine } from "../../support/engines.ts";
import { SQUARE_2025, SQUARE_CATALOG } from "../../support/export_headers.ts";
import { csv, importCatalogText, importText } from "../../support/imports.ts";

const INGREDIENTS = [
  "name,unit,pack_size,pack_cost,lead_time_days,delivery_interval_days",
  "Cola,each,24,12,1,3",
  "Wine (Bottle),each,6,30,1,3",
].join("\n");

onEveryEngine("Square's catalog prices what Square's sales brought in", async (engine) => {
  await using database = await engine.fresh();
  const sale = {
    Date: "2026-01-02",
    Time: "12:00:00",
    "Time Zone": "Eastern Time (US & Canada)",
    Category: "Drinks",
    Item: "Cola",
    Qty: "1",
    "Gross Sales": "$2.50",
    "Net Sales": "$2.50",
    "Transaction ID": "T1",
    Location: "Downtown",
  };
  await importText(database, csv(SQUARE_2025, [sale]));
  const catalog = csv(SQUARE_CATALOG, [
    {
      "Item Name": "Cola",
      "Variation Name": "Regular",
      Category: "Drinks",
      Price: "$2.80",
      Description: "Cold",
    },
    { "Item Name": "Wine", "Variation Name": "Glass", Category: "Drinks", Price: "6.00" },
    { "Item Name": "Wine", "Variation Name": "Bottle", Category: "Drinks", Price: "24.00" },
    { "Item Name": "Tea", "Variation Name": "Green", Category: "Drinks", Price: "3.00" },
    { "Item Name": "Tea", "Variation Name": "Black", Category: "Drinks", Price: "3.00" },
  ]);
  const summary = await importCatalogText(database, "menu", catalog);
  assert.equal(summary.format, "square-catalog");
  assert.deepEqual(
    [summary.added, summary.changed, summary.skipped, summary.quarantined],
    [4, 1, 0, 0],
  );
  const items = await readMenuItems(database.reader);
  const variations = await readAllVariations(database.reader);
  const onMenu = items.map((
    { id, name, price, description },
  ) => [name, price, description, variations.get(id)?.map(({ name, price }) => ({ name, price }))]);
  assert.deepEqual(onMenu, [
    ["Cola", 280, "Cold", undefined],
    ["Tea", null, "", [{ name: "Green", price: 300 }, { name: "Black", price: 300 }]],
    ["Wine", null, "", [{ name: "Glass", price: 600 }, { name: "Bottle", price: 2400 }]],
  ]);
  assert.equal((await importCatalogText(database, "menu", catalog)).taken, 0);
});

onEveryEngine("Square's catalog counts every location that has a column", async (engine) => {
  await using database = await engine.fresh();
  await importCatalogText(database, "ingredients", INGREDIENTS);
  const catalog = csv(SQUARE_CATALOG, [
    {
      "Item Name": "Cola",
      "Variation Name": "Regular",
      "Current Quantity Downtown": "20",
      "Stock Alert Count Downtown": "5",
      "Current Quantity Harbour": "8",
    },
    { "Item Name": "Wine", "Variation Name": "Bottle", "Current Quantity Harbour": "3" },
    { "Item Name": "Soup", "Variation Name": "Regular" },
    { "Item Name": "Tea", "Variation Name": "Regular", "Current Quantity Harbour": "1" },
  ]);
  const flags = { timezone: "America/New_York" };
  const summary = await importCatalogText(database, "stock", catalog, flags);
  assert.equal(summary.format, "square-catalog");
  assert.deepEqual([summary.read, summary.added, summary.skipped, summary.quarantined], [
    5,
    3,
    1,
    1,
  ]);
  const rows = await database.reader.selectFrom("stock")
    .innerJoin("ingredients", "ingredients.id", "ingredient_id")
    .select(["location_id", "name", "on_hand", "reorder_point"])
    .orderBy("location_id").orderBy("name").execute();
  assert.deepEqual(rows.map((row) => Object.values(row).join(" ")), [
    "downtown Cola 20000 5000",
    "harbour Cola 8000 0",
    "harbour Wine (Bottle) 3000 0",
  ]);
  assert.equal((await importCatalogText(database, "stock", catalog, flags)).taken, 0);
});

onEveryEngine("broken rows of a catalog are quarantined", async (engine) => {
  await using database = await engine.fresh();
  await importCatalogText(database, "ingredients", INGREDIENTS);
  const text = "Item Name,Current Quantity Downtown\nCola,1,2\nCola,7\n";
  const { added, quarantined_for } = await importCatalogText(database, "stock", text, {
    timezone: "America/New_York",
  });
  assert.equal(added, 1);
  assert.deepEqual(quarantined_for.map(({ reason }) => reason), [
    "row has 3 cells, but the header has 2",
  ]);
});
