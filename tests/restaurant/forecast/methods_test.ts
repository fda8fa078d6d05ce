import assert from "node:assert/strict";
import type { History } from "../../../src/restaurant/forecast/history.ts";
import { ordinaryDays } from "../../../src/restaurant/forecast/holidays/day_kinds.ts";
import { holidayKinds } from "../../../src/restaurant/forecast/holidays/holidays.ts";
import { logRegression } from "../../../src/restaurant/forecast/log_regression.ts";
import {
  fourWeekMean,
  meanOfMethods,
  partsFor,
  seasonalNaive,
} from "../../../src/restaurant/forecast/methods.ts";
import { ridgeRegression } from "../../../src/restaurant/forecast/ridge.ts";
import { trimmedMean, weekdayLevel } from "../../../src/restaurant/forecast/weekday_level.ts";
import { dayNumber, weekdayOf } from "../../../src/values/day_number.ts";

const MONDAY = dayNumber("2026-01-05");
const WEEK = [80, 85, 90, 100, 130, 140, 75];

function weeks(count: number, value = (day: number): number | null => WEEK[weekdayOf(day)] ?? 0) {
  const values = Array.from({ length: count * 7 }, (_, i) => value(MONDAY + i));
  return { first: MONDAY, values } satisfies History;
}

const METHODS = { seasonalNaive, fourWeekMean, weekdayLevel, logRegression, meanOfMethods };

for (const [name, method] of Object.entries(METHODS)) {
  Deno.test(`${name}: weeks that repeat go on repeating`, () => {
    const forecast = method(weeks(30), ordinaryDays, 14);
    forecast.forEach((value, i) => {
      const expected = WEEK[i % 7] ?? 0;
      // Ridge pulls the regression towards the mean, by less than 2 %.
      assert.ok(Math.abs(value - expected) < 0.02 * expected, `${i}: ${value} for ${expected}`);
    });
  });

  Deno.test(`${name}: days without a record change nothing about the others`, () => {
    const gaps = weeks(30, (day) => day % 13 === 0 ? null : WEEK[weekdayOf(day)] ?? 0);
    const forecast = method(gaps, ordinaryDays, 7);
    forecast.forEach((value, i) =>
      assert.ok(Math.abs(value - (WEEK[i] ?? 0)) < 0.03 * (WEEK[i] ?? 0), `${i}: ${value}`)
    );
  });
}

Deno.test("the mean of four weeks, by hand", () => {
  const growing = weeks(6, (day) => Math.floor((day - MONDAY) / 7) * 10);
  assert.deepEqual(fourWeekMean(growing, ordinaryDays, 8), Array(8).fill((20 + 30 + 40 + 50) / 4));
  assert.deepEqual(seasonalNaive(growing, ordinaryDays, 2), [50, 50]);
});

Deno.test("the longer the history, the more methods it carries", () => {
  const counts = [3, 5, 10].map((count) => Object.keys(partsFor(weeks(count))).length);
  assert.deepEqual(counts, [1, 2, 3]);
});

Deno.test("the regression learns what holidays do, from other holidays", () => {
  const kinds = holidayKinds("US");
  const first = dayNumber("2025-01-01");
  const values = Array.from({ length: 694 }, (_, i) => kinds(first + i).isHoliday ? 200 : 100);
  const until = dayNumber("2026-11-26") - first;
  const forecast = logRegression({ first, values: values.slice(0, until) }, kinds, 3);
  const [thanksgiving = 0, dayAfter = 0, saturday = 0] = forecast;
  assert.ok(thanksgiving > 160 && dayAfter > 160, `${thanksgiving} ${dayAfter}`);
  assert.ok(saturday < 110, `${saturday}`);
});

Deno.test("small counts are not forecast too low, unlike by a mean of logarithms", () => {
  const counts = [1, 4, 2, 9, 0, 3, 5, 2, 7, 1, 3];
  const { values, ...rest } = weeks(40);
  const small = { ...rest, values: values.map((_, i) => counts[i % 11] ?? 0) };
  const mean = counts.reduce((sum, count) => sum + count, 0) / counts.length;
  const forecast = logRegression(small, ordinaryDays, 7);
  const average = forecast.reduce((sum, value) => sum + value, 0) / 7;
  assert.ok(Math.abs(average - mean) < 0.06 * mean, `${average} for ${mean}`);
});

Deno.test("ridge regression without noise finds the coefficients, but for the penalty", () => {
  const observations = [[1, 0, 3], [0, 1, 5], [1, 1, 8], [2, 1, 11]].map((
    [a = 0, b = 0, target],
  ) => ({
    features: [[0, a], [1, b]] as const,
    target: target ?? 0,
    weight: 1,
  }));
  const [a = 0, b = 0] = ridgeRegression(observations, 2, 1e-9);
  assert.equal(a.toFixed(6), "3.000000");
  assert.equal(b.toFixed(6), "5.000000");
});

Deno.test("a trimmed mean leaves out the extremes", () => {
  assert.equal(trimmedMean([0, 5, 5, 5, 5, 5, 5, 5, 5, 1000]), 5);
  assert.equal(trimmedMean([]), null);
});
