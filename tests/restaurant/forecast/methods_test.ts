import assert from "node:assert/strict";
import type { History, Method } from "../../../src/restaurant/forecast/history.ts";
import { ordinaryDays } from "../../../src/restaurant/forecast/holidays/day_kinds.ts";
import { holidayKinds } from "../../../src/restaurant/forecast/holidays/holidays.ts";
import { logRegression } from "../../../src/restaurant/forecast/log_regression.ts";
import {
  fourWeekMean,
  PART_NAMES,
  partForecasts,
  seasonalNaive,
} from "../../../src/restaurant/forecast/methods.ts";
import { ridgeRegression } from "../../../src/restaurant/forecast/ridge.ts";
import { trimmedMean, weekdayLevel } from "../../../src/restaurant/forecast/weekday_level.ts";
import { trendLevel } from "../../../src/restaurant/forecast/trend_level.ts";
import { weekdayMean } from "../../../src/restaurant/forecast/weekday_mean.ts";
import { seasonFactors } from "../../../src/restaurant/forecast/yearly_season.ts";
import { dayNumber, weekdayOf } from "../../../src/values/day_number.ts";

const MONDAY = dayNumber("2026-01-05");
const WEEK = [80, 85, 90, 100, 130, 140, 75];

function weeks(count: number, value = (day: number): number | null => WEEK[weekdayOf(day)] ?? 0) {
  const values = Array.from({ length: count * 7 }, (_, i) => value(MONDAY + i));
  return { first: MONDAY, values } satisfies History;
}

const parts = PART_NAMES.map((name): [string, Method] => [
  name,
  (history, kinds, horizon) => partForecasts(history, kinds, horizon)[name],
]);
const METHODS = {
  seasonalNaive,
  fourWeekMean,
  weekdayLevel,
  logRegression,
  ...Object.fromEntries(parts),
};

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

Deno.test("the longer the history, the more methods the steady mean carries", () => {
  const growing = (count: number) => weeks(count, (day) => 100 + day - MONDAY);
  const steady = (count: number) => {
    const history = growing(count);
    const [own = 0] = partForecasts(history, ordinaryDays, 1).steady;
    const [level = 0] = weekdayLevel(history, ordinaryDays, 1);
    const [regression = 0] = logRegression(history, ordinaryDays, 1);
    const [mean = 0] = weekdayMean(12)(history, ordinaryDays, 1);
    return { own, means: [mean, (mean + level) / 2, (mean + level + regression) / 3] };
  };
  [3, 5, 10].forEach((count, at) => {
    const { own, means } = steady(count);
    assert.equal(own.toFixed(6), means[at]?.toFixed(6), `${count} weeks`);
  });
});

Deno.test("a trend goes on, ever more slowly, and never below nothing", () => {
  const growing = trendLevel(weeks(20, (day) => 100 + 2 * (day - MONDAY)), ordinaryDays, 28);
  const [first = 0, last = 0] = [growing[0], growing[27]];
  assert.ok(first > 360 && first < 400, `${first} for 380`);
  assert.ok(last > first + 30 && last < 434, `${last} for 434`);
  const falling = trendLevel(weeks(20, (day) => 300 - 2 * (day - MONDAY)), ordinaryDays, 28);
  assert.ok(falling.every((value) => value > 0), `${falling}`);
});

Deno.test("a season is expected from what the same weeks of the year before did", () => {
  const wave = (day: number) => 100 * (1 + 0.4 * Math.sin(2 * Math.PI * (day - MONDAY) / 364));
  const short = weeks(40, wave);
  assert.deepEqual(seasonFactors(short, 3), [1, 1, 1]);
  const long = weeks(60, wave);
  const end = MONDAY + 60 * 7;
  const lately = Array.from({ length: 20 }, (_, i) => wave(end - 1 - i));
  const level = lately.reduce((sum, value) => sum + value, 0) / 20;
  const ahead = seasonFactors(long, 21).at(-1) ?? 0;
  const whole = wave(end + 20) / level;
  // The direction of the wave, drawn towards nothing.
  assert.ok(ahead > 1 && whole > 1 || ahead < 1 && whole < 1, `${ahead} ${whole}`);
  assert.ok(Math.abs(Math.log(ahead)) < Math.abs(Math.log(whole)), `${ahead} ${whole}`);
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
