import assert from "node:assert/strict";
import { fc } from "../packages/fast_check.ts";
import { ceiling, fraction, plus, rounded, times, ZERO } from "../../src/values/fraction.ts";

Deno.test("thirds add up to one, exactly", () => {
  const third = fraction([1], [3]);
  assert.deepEqual(plus(third, plus(third, third)), fraction([1]));
  assert.deepEqual(times(third, fraction([-6], [4])), fraction([-1], [2]));
  assert.deepEqual(plus(ZERO, fraction([1, 2], [-6])), fraction([-1], [3]));
});

Deno.test("a half goes away from zero", () => {
  const roundings = [[5, 3], [4, 2], [-5, -3], [-4, -2], [0, 0]] as const;
  for (const [halves, expected] of roundings) {
    assert.equal(rounded(fraction([halves], [2])), expected);
  }
});

Deno.test("the ceiling is never less and never a whole one more", () => {
  fc.assert(fc.property(fc.integer(), fc.integer({ min: 1, max: 1000 }), (over, under) => {
    const whole = BigInt(ceiling(fraction([over], [under])));
    assert.ok(whole * BigInt(under) >= BigInt(over));
    assert.ok((whole - 1n) * BigInt(under) < BigInt(over));
  }));
});
