import assert from "node:assert/strict";
import { type Trial, wape } from "../../../src/restaurant/forecast/backtest.ts";
import {
  bothWays,
  intervalAround,
  relativeErrors,
  relativeErrorsOfSums,
} from "../../../src/restaurant/forecast/interval.ts";

Deno.test("the bounds are the quantiles with the correction for n + 1", () => {
  // 19 errors, -9 to 9 percent: floor(20 x 0.1) = 2nd from below and from above.
  const errors = Array.from({ length: 19 }, (_, i) => (i - 9) / 100);
  const { low = 0, high = 0 } = intervalAround(100, errors) ?? {};
  assert.deepEqual([low.toFixed(6), high.toFixed(6)], ["92.000000", "108.000000"]);
});

Deno.test("few errors give their extremes, none gives no interval", () => {
  assert.deepEqual(intervalAround(10, [0.5, -0.5]), { low: 5, high: 15 });
  assert.equal(intervalAround(10, []), null);
});

Deno.test("an interval never goes below nothing", () => {
  assert.equal(intervalAround(10, [-3, 1])?.low, 0);
  // Errors that were all on one side: the forecast is a bound itself.
  assert.deepEqual(intervalAround(10, [0.2, 0.5]), { low: 10, high: 15 });
});

Deno.test("the mirror image of half as much is twice as much, and has a bound", () => {
  assert.deepEqual(bothWays([-0.5, 0, 1]), [-0.5, 1, 0, 0, 1, -0.5]);
  assert.deepEqual(bothWays([-1]), [-1, 2]);
});

const TRIALS: readonly Trial[] = [
  { origin: 7, forecast: [10, 20, 10], actual: [12, null, 10] },
  { origin: 0, forecast: [10, 10, 0], actual: [5, 10] },
];

Deno.test("errors are relative to the forecast; days without a value have none", () => {
  assert.deepEqual(relativeErrors(TRIALS, 0, 2), [0.2, -0.5, 0]);
});

Deno.test("a sum counts once its days have ended, over the days that have a value", () => {
  assert.deepEqual(relativeErrorsOfSums(TRIALS, 0, 3), [(22 - 20) / 20]);
  assert.deepEqual(relativeErrorsOfSums(TRIALS, 0, 2), [0.2, -0.25]);
});

Deno.test("the weighted error, by hand", () => {
  assert.equal(wape([{ forecast: 8, actual: 10 }, { forecast: 33, actual: 30 }]), 12.5);
  assert.equal(wape([]), null);
});
