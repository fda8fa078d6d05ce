import assert from "node:assert/strict";
import { daypartOf, describeDayparts } from "../../../src/restaurant/sales/daypart.ts";

Deno.test("each hour has the daypart that restaurants give it", () => {
  const byHour = Array.from({ length: 24 }, (_, hour) => daypartOf(hour));
  assert.deepEqual(byHour, [
    ...Array(5).fill("late_night"),
    ...Array(6).fill("breakfast"),
    ...Array(4).fill("lunch"),
    ...Array(2).fill("afternoon"),
    ...Array(5).fill("dinner"),
    ...Array(2).fill("late_night"),
  ]);
});

Deno.test("the description names every daypart with its hours", () => {
  assert.equal(
    describeDayparts(),
    "breakfast 5-11h, lunch 11-15h, afternoon 15-17h, dinner 17-22h, late_night 22-5h",
  );
});
