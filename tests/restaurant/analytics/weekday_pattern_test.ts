import assert from "node:assert/strict";
import {
  weekdayPattern,
  withoutWeekday,
} from "../../../src/restaurant/analytics/weekday_pattern.ts";
import { dayNumber, weekdayOf } from "../../../src/values/day_number.ts";

const MONDAY = dayNumber("2026-01-05");
/** Closed on Mondays; Saturdays are twice as large. */
const DAYS = Array.from({ length: 28 }, (_, i) => MONDAY + i)
  .filter((day) => weekdayOf(day) !== 0)
  .map((day) => ({ day, value: weekdayOf(day) === 5 ? 200 : 100 }));

Deno.test("each weekday beside the average one; a closed one has none", () => {
  const pattern = weekdayPattern(DAYS);
  assert.equal(pattern[0], null);
  assert.equal(pattern[5]?.toFixed(4), (200 / (700 / 6)).toFixed(4));
});

Deno.test("without the weekday all days are alike", () => {
  const values = new Set(
    withoutWeekday(DAYS, weekdayPattern(DAYS)).map((one) => one.value.toFixed(6)),
  );
  assert.deepEqual([...values], [(700 / 6).toFixed(6)]);
});
