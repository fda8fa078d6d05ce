import assert from "node:assert/strict";
import { unusualDays } from "../../../src/restaurant/analytics/unusual_days.ts";
import { dateOfDay, dayNumber, weekdayOf } from "../../../src/values/day_number.ts";

const FIRST = dayNumber("2026-01-05");
/** Half a year: weekends half as large again, and some percent of noise that repeats. */
const NOISE = [0.97, 1.02, 1, 1.05, 0.95, 1.01, 0.99, 1.03, 0.98, 1.04, 0.96];
const USUAL = Array.from({ length: 182 }, (_, i) => {
  const day = FIRST + i;
  return { day, value: 1000 * (weekdayOf(day) >= 5 ? 1.5 : 1) * (NOISE[i % 11] ?? 1) };
});

function withDay(date: string, value: number) {
  return USUAL.map((one) => dateOfDay(one.day) === date ? { ...one, value } : one);
}

Deno.test("days like their weekday are not unusual", () => {
  assert.deepEqual(unusualDays(USUAL), []);
});

Deno.test("a day far above is named with its usual figure, and first", () => {
  const [found, ...others] = unusualDays(withDay("2026-03-18", 2000));
  assert.deepEqual(others, []);
  assert.equal(found === undefined ? "" : dateOfDay(found.day), "2026-03-18");
  assert.equal(found?.rank, 1);
  assert.ok(Math.abs((found?.usual ?? 0) - 1000) < 50 && (found?.deviations ?? 0) > 3);
});

Deno.test("a weekday's figure on a Saturday is unusual, although other days have it", () => {
  const [found] = unusualDays(withDay("2026-03-21", 1000));
  assert.equal(found === undefined ? "" : dateOfDay(found.day), "2026-03-21");
  assert.ok((found?.deviations ?? 0) < -3);
});

Deno.test("too few days of a weekday say nothing", () => {
  assert.deepEqual(unusualDays(USUAL.slice(0, 28)), []);
  assert.deepEqual(unusualDays([]), []);
});
