import assert from "node:assert/strict";
import { insertMany } from "../../src/storage/bulk.ts";
import { readResource, testRegistry } from "../support/calls.ts";
import { onEveryEngine } from "../support/engines.ts";
import { openRestaurant } from "../support/sales.ts";

onEveryEngine("an item with its choices, in the order in which they are asked", async (engine) => {
  await using database = await openRestaurant(engine);
  await database.write(async (writer) => {
    await insertMany(writer, "modifier_groups", [
      { id: "SIDES", name: "Sides", min_selections: 0, max_selections: null },
      { id: "COOKED", name: "Cooked", min_selections: 1, max_selections: 1 },
    ]);
    await insertMany(writer, "modifiers", [
      { id: "RARE", group_id: "COOKED", name: "Rare", price: 0 },
      { id: "FRIES", group_id: "SIDES", name: "Fries", price: 3_50 },
    ]);
    await insertMany(writer, "menu_item_modifier_groups", [
      { menu_item_id: "BURGER00", group_id: "SIDES", position: 2 },
      { menu_item_id: "BURGER00", group_id: "COOKED", position: 1 },
    ]);
  });
  const uri = "restaurant://menu_items/BURGER00";
  const item = JSON.parse(await readResource(testRegistry(database), uri));
  assert.equal(item.name, "Cheeseburger");
  assert.deepEqual(item.modifier_groups, [
    {
      id: "COOKED",
      name: "Cooked",
      min_selections: 1,
      max_selections: 1,
      modifiers: [{ id: "RARE", name: "Rare", price: 0 }],
    },
    {
      id: "SIDES",
      name: "Sides",
      min_selections: 0,
      max_selections: null,
      modifiers: [{ id: "FRIES", name: "Fries", price: 3.5 }],
    },
  ]);
});
