import assert from "node:assert/strict";
import { recipeCost } from "../../src/inventory/recipe_cost.ts";
import { fraction, rounded } from "../../src/values/fraction.ts";
import { BEEF, BUNS } from "../support/pantry.ts";

Deno.test("250 g of a pack of 2,000 g at 4.22 cost 0.5275", () => {
  const cost = recipeCost([{ ...BEEF, quantity: 250_000, yield_percent: 100 }]);
  assert.deepEqual(cost, fraction([52_75], [100]));
  assert.equal(rounded(cost), 53);
});

Deno.test("half a yield costs twice as much", () => {
  const cost = recipeCost([{ ...BEEF, quantity: 250_000, yield_percent: 50 }]);
  assert.deepEqual(cost, fraction([105_50], [100]));
});

Deno.test("parts are added before anything is rounded", () => {
  const third = { ...BUNS, pack_size: 3_000, pack_cost: 1, quantity: 1_000, yield_percent: 100 };
  assert.deepEqual(recipeCost([third, third, third]), fraction([1]));
  assert.deepEqual(recipeCost([]), fraction([0]));
});
