import assert from "node:assert/strict";
import { fc } from "../../packages/fast_check.ts";
import { roundToSum } from "../../../src/restaurant/analytics/round_to_sum.ts";
import { always } from "../../support/always.ts";

Deno.test("the largest remainders go up", () => {
  assert.deepEqual(roundToSum([1.2, 1.7, 2.1], 5), [1, 2, 2]);
  assert.deepEqual(roundToSum([-0.5, -0.5], -1), [0, -1]);
  assert.deepEqual(roundToSum([], 0), []);
});

Deno.test("the parts add up, and none moves by a whole unit", () => {
  const parts = fc.array(fc.double({ min: -1e6, max: 1e6, noNaN: true }), { minLength: 1 });
  always(fc.property(parts, (some) => {
    const total = Math.round(some.reduce((sum, part) => sum + part, 0)) + 0;
    const rounded = roundToSum(some, total);
    assert.equal(rounded.reduce((sum, part) => sum + part, 0), total);
    some.forEach((part, i) => assert.ok(Math.abs(part - (rounded[i] ?? NaN)) < 1.000001));
  }));
});
