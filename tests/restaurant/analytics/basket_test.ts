import assert from "node:assert/strict";
import { liftOf, quantileFor } from "../../../src/restaurant/analytics/basket.ts";

Deno.test("independent items have a lift of 1, inside the interval", () => {
  const lift = liftOf({ orders: 1000, a: 200, b: 300, both: 60 }, 1.96);
  assert.equal(lift?.lift, 1);
  assert.equal(lift?.support_percent, 6);
  assert.ok((lift?.low ?? 2) < 1 && (lift?.high ?? 0) > 1);
});

Deno.test("the interval, by hand", () => {
  // var = 1/100 - 1/200 - 1/300 + 200/60000 - 1/1000 = 0.004; exp(1.96 x 0.063246) = 1.13198.
  const lift = liftOf({ orders: 1000, a: 200, b: 300, both: 100 }, 1.96);
  assert.equal(lift?.lift.toFixed(4), "1.6667");
  assert.equal(lift?.low.toFixed(3), (5 / 3 / 1.13198).toFixed(3));
  assert.equal(lift?.high.toFixed(3), (5 / 3 * 1.13198).toFixed(3));
});

Deno.test("small counts carry nothing", () => {
  assert.equal(liftOf({ orders: 1000, a: 50, b: 50, both: 19 }, 1.96), null);
  assert.equal(liftOf({ orders: 100_000, a: 100, b: 100, both: 30 }, 1.96), null);
});

Deno.test("the quantiles are those of the normal distribution", () => {
  assert.equal(quantileFor(1).toFixed(4), "1.9600");
  assert.equal(quantileFor(5).toFixed(4), "2.5758");
  assert.equal(quantileFor(100).toFixed(4), "3.4808");
});
