import assert from "node:assert/strict";
import { usageVariance } from "../../../src/restaurant/analytics/actual_usage.ts";

Deno.test("usage by counts, less recipes, less waste, is unexplained", () => {
  // 10 kg + 20 received - 2 sent away - 7 left = 21 used; recipes say 18, 1 was thrown away.
  assert.deepEqual(
    usageVariance({
      opening: 10_000,
      received: 20_000,
      transferred_in: -2_000,
      closing: 7_000,
      wasted: 1_000,
      theoretical: 18_000,
    }),
    { actual: 21_000, theoretical: 18_000, variance: 3_000, wasted: 1_000, unexplained: 2_000 },
  );
});
