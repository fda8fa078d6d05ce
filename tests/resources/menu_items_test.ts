import assert from "node:assert/strict";
import { readResource, testRegistry } from "../support/calls.ts";
import { onEveryEngine } from "../support/engines.ts";
import { openFloor, sellInSizes } from "../support/floor.ts";
import { openRestaurant } from "../support/sales.ts";

onEveryEngine("the menu by category, with null for an unknown price", async (engine) => {
  await using database = await openRestaurant(engine);
  await database.write((writer) =>
    writer.updateTable("menu_items").set({ price: 9_50 }).where("id", "=", "BURGER00").execute()
  );
  const menu = JSON.parse(await readResource(testRegistry(database), "restaurant://menu_items"));
  assert.deepEqual(menu, {
    item_count: 3,
    categories: [
      {
        category: "Drinks",
        items: [{ id: "COLA0000", name: "Cola", price: null, currency: "USD" }],
      },
      {
        category: "Mains",
        items: [
          { id: "BURGER00", name: "Cheeseburger", price: 9.5, currency: "USD" },
          { id: "SALAD000", name: "Salad", price: null, currency: "USD" },
        ],
      },
    ],
  });
});

onEveryEngine("sizes have their prices, and tax in prices is said", async (engine) => {
  await using database = await openFloor(engine);
  await sellInSizes(database);
  const { taxes, categories } = JSON.parse(
    await readResource(testRegistry(database), "restaurant://menu_items"),
  );
  assert.deepEqual(taxes, [{ rate_percent: 8.875, in_prices: false, locations: ["downtown"] }]);
  assert.deepEqual(categories[1].items[0], {
    id: "BURGER00",
    name: "Cheeseburger",
    price: null,
    currency: "USD",
    variations: [
      { name: "Small", price: 6.5 },
      { name: "Large", price: 11 },
      { name: "Party Size", price: null },
    ],
  });
});
