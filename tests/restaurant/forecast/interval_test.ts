import assert from "node:assert/strict";
import { wape } from "../../../src/restaurant/forecast/backtest.ts";
import { quantile, wholeNumbers } from "../../../src/restaurant/forecast/interval.ts";

const alike = (values: readonly number[]) => values.map((value) => ({ value, weight: 1 }));

Deno.test("each value stands in the middle of its weight, between two the quantile is interpolated", () => {
  // Middles at 0.5, 1.5, 2.5 and 3.5 of 4: 10 % is 0.4, 25 % is 1, 90 % is 3.6.
  const values = alike([40, 10, 20, 30]);
  assert.equal(quantile(values, 0.1), 10);
  assert.equal(quantile(values, 0.25), 15);
  assert.equal(quantile(values, 0.5), 25);
  assert.equal(quantile(values, 0.9), 40);
  assert.equal(quantile([], 0.5), NaN);
});

Deno.test("a value of twice the weight counts as two", () => {
  const heavy = [{ value: 10, weight: 2 }, { value: 40, weight: 1 }];
  // Middles at 1 and 2.5 of 3: the half is at 1.5, a third of the way.
  assert.equal(quantile(heavy, 0.5), 20);
  assert.equal(quantile([...heavy].reverse(), 0.5), 20);
});

Deno.test("days of nothing are infinitely far off, and nothing is interpolated from them", () => {
  const errors = alike([-Infinity, -Infinity, 0, 1]);
  assert.equal(quantile(errors, 0.1), -Infinity);
  assert.equal(quantile(errors, 0.5), -Infinity);
  assert.equal(quantile(errors, 0.9), 1);
});

Deno.test("the whole numbers inside an interval, or the one nearest to what is expected", () => {
  assert.deepEqual(wholeNumbers({ low: 52.4, high: 67.8 }, 60), { low: 53, high: 67 });
  assert.deepEqual(wholeNumbers({ low: 52, high: 67 }, 60), { low: 52, high: 67 });
  assert.deepEqual(wholeNumbers({ low: 3.2, high: 3.8 }, 3.6), { low: 4, high: 4 });
});

Deno.test("the weighted error, by hand", () => {
  assert.equal(wape([{ forecast: 8, actual: 10 }, { forecast: 33, actual: 30 }]), 12.5);
  assert.equal(wape([]), null);
});
