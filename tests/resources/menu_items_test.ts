import assert from "node:assert/strict";
import { readResource, testRegistry } from "../support/calls.ts";
import { onEveryEngine } from "../support/engines.ts";
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
