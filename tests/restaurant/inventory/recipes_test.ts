import assert from "node:assert/strict";
import { fc } from "../../packages/fast_check.ts";
import {
  ingredientsFor,
  portionsLeft,
  recipesOf,
} from "../../../src/restaurant/inventory/recipes.ts";
import { onEveryEngine } from "../../support/engines.ts";
import { openKitchen } from "../../support/pantry.ts";
import { BURGER, COLA, SALAD } from "../../support/sales.ts";

const beef = (quantity: number, yield_percent = 100) => ({
  ingredient_id: "BEEF0000",
  quantity,
  yield_percent,
});

Deno.test("purchased quantity is edible quantity divided by yield", () => {
  const recipes = new Map([["A", [beef(100_000, 50)]], ["B", [beef(1_000, 30)]]]);
  const taken = (menu_item_id: string, quantity: number) =>
    ingredientsFor([{ menu_item_id, quantity }], recipes).get("BEEF0000");
  assert.equal(taken("A", 1_000), 200_000);
  assert.equal(taken("A", 2_500), 500_000);
  assert.equal(taken("B", 1_000), 3_333);
  assert.equal(taken("B", 3_000), 10_000);
});

Deno.test("an ingredient of several lines is added up before it is rounded, a half upwards", () => {
  const recipes = new Map([["A", [beef(1, 40)]], ["B", [beef(1, 40)]]]);
  const one = { menu_item_id: "A", quantity: 1_000 };
  assert.equal(ingredientsFor([one], recipes).get("BEEF0000"), 3);
  const both = [one, { menu_item_id: "B", quantity: 1_000 }];
  assert.equal(ingredientsFor(both, recipes).get("BEEF0000"), 5);
});

onEveryEngine("an item without a recipe takes nothing", async (engine) => {
  await using database = await openKitchen(engine);
  const items = [BURGER, SALAD, COLA, BURGER].map(({ menu_item_id }) => menu_item_id);
  const recipes = await recipesOf(database.reader, items);
  assert.deepEqual([...recipes.keys()].sort(), [BURGER.menu_item_id, SALAD.menu_item_id]);
  const line = { menu_item_id: COLA.menu_item_id, quantity: 1_000 };
  assert.deepEqual(ingredientsFor([line], recipes), new Map());
});

Deno.test("the portions left are as many as can be taken, and not one more", () => {
  const recipe = fc.record({
    quantity: fc.integer({ min: 1, max: 500_000 }),
    yield_percent: fc.integer({ min: 1, max: 100 }),
  });
  fc.assert(fc.property(recipe, fc.nat(10_000_000), (line, onHand) => {
    const recipe = [{ ingredient_id: "X", ...line }];
    const portions = portionsLeft(recipe, new Map([["X", onHand]]));
    const taken = (count: number) =>
      ingredientsFor([{ menu_item_id: "A", quantity: count * 1000 }], new Map([["A", recipe]]))
        .get("X") ?? 0;
    assert.ok(taken(portions) <= onHand);
    assert.ok(taken(portions + 1) > onHand);
  }));
});

Deno.test("below zero nothing can be made; an uncounted ingredient sets no limit", () => {
  assert.equal(portionsLeft([beef(1)], new Map([["BEEF0000", -5_000]])), 0);
  assert.equal(portionsLeft([beef(1)], new Map()), Infinity);
});
