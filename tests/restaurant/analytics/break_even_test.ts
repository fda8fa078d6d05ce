import assert from "node:assert/strict";
import { unitsToKeepMargin } from "../../../src/restaurant/analytics/break_even.ts";

Deno.test("a dearer dish may sell less: 100 x 6.00 = 600.00 = 85.7 x 7.00", () => {
  assert.equal(unitsToKeepMargin(100, { price: 10_00, new_price: 11_00, cost: 4_00 }), 86);
});

Deno.test("a cheaper dish must sell more: 100 x 6.00 = 120 x 5.00", () => {
  assert.equal(unitsToKeepMargin(100, { price: 10_00, new_price: 9_00, cost: 4_00 }), 120);
});

Deno.test("without a margin no number of units pays", () => {
  assert.equal(unitsToKeepMargin(100, { price: 10_00, new_price: 4_00, cost: 4_00 }), null);
  assert.equal(unitsToKeepMargin(100, { price: 3_00, new_price: 9_00, cost: 4_00 }), null);
});
