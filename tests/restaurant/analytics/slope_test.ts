import assert from "node:assert/strict";
import { theilSen } from "../../../src/restaurant/analytics/slope.ts";

Deno.test("a line has its own slope, and no doubt about it", () => {
  assert.deepEqual(theilSen([1, 3, 5, 7, 9, 11, 13]), { slope: 2, low: 2, high: 2 });
});

Deno.test("one wild value hardly moves it", () => {
  assert.equal(theilSen([1, 2, 3, 4, 5, 6, 7, 500])?.slope, 1);
});

Deno.test("up and down is no trend", () => {
  const { low = 1, high = -1 } = theilSen([5, 3, 6, 2, 7, 4, 5, 3, 6, 4]) ?? {};
  assert.ok(low < 0 && high > 0);
});

Deno.test("five values say nothing", () => assert.equal(theilSen([1, 2, 3, 4, 5]), null));
