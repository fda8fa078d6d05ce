import assert from "node:assert/strict";
import { type PackPrice, recipeCost } from "../../../src/restaurant/inventory/recipe_cost.ts";
import { fraction, rounded } from "../../../src/values/fraction.ts";
import { BEEF } from "../../support/pantry.ts";

const PACKS = new Map<string, PackPrice>([
  [BEEF.id, BEEF],
  ...["ONE00000", "TWO00000", "THREE000"].map((id) =>
    [id, { pack_size: 3_000, pack_cost: 1 }] as const
  ),
]);

function use(ingredient_id: string, quantity: number, yield_percent = 100) {
  return { ingredient_id, quantity, yield_percent };
}

Deno.test("250 g of a pack of 2,000 g at 4.22 cost 0.5275", () => {
  const cost = recipeCost([use(BEEF.id, 250_000)], PACKS);
  assert.deepEqual(cost, fraction([52_75], [100]));
  assert.equal(rounded(cost), 53);
});

Deno.test("half a yield costs twice as much", () => {
  assert.deepEqual(recipeCost([use(BEEF.id, 250_000, 50)], PACKS), fraction([105_50], [100]));
});

Deno.test("parts are added before anything is rounded", () => {
  const thirds = ["ONE00000", "TWO00000", "THREE000"].map((id) => use(id, 1_000));
  assert.deepEqual(recipeCost(thirds, PACKS), fraction([1]));
  assert.deepEqual(recipeCost([], PACKS), fraction([0]));
});
