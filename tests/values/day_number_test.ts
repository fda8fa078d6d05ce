import assert from "node:assert/strict";
import { dateOfDay, dayNumber, weekdayOf } from "../../src/values/day_number.ts";

Deno.test("dates and their numbers, before and after the epoch", () => {
  assert.deepEqual(["1970-01-01", "1969-12-31", "2024-02-29"].map(dayNumber), [0, -1, 19_782]);
  for (const date of ["1969-12-28", "2024-02-29", "2026-11-27"]) {
    assert.equal(dateOfDay(dayNumber(date)), date);
    assert.equal(weekdayOf(dayNumber(date)), Temporal.PlainDate.from(date).dayOfWeek - 1);
  }
});
