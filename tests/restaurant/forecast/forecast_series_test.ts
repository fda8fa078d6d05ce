import assert from "node:assert/strict";
import { forecastSeries } from "../../../src/restaurant/forecast/forecast_series.ts";
import type { History } from "../../../src/restaurant/forecast/history.ts";
import type { Interval } from "../../../src/restaurant/forecast/interval.ts";
import { ordinaryDays } from "../../../src/restaurant/forecast/holidays/day_kinds.ts";
import { pseudoRandom } from "../../support/pseudo_random.ts";

const FIRST = 20_000;
const WEEK = [0.8, 0.85, 0.9, 1, 1.3, 1.4, 0.75];

function history(length: number, value: (i: number) => number | null): History {
  return { first: FIRST, values: Array.from({ length }, (_, i) => value(i)) };
}

/** Weekly pattern with noise of some 15 percent. */
function noisy(length: number, seed: number, level = (_: number) => 100): History {
  const random = pseudoRandom(seed);
  return history(length, (i) => {
    const noise = 1 + 0.15 * (random() + random() + random() - 1.5) * 2;
    return level(i) * (WEEK[i % 7] ?? 1) * noise;
  });
}

Deno.test("under two weeks there is no forecast", async () => {
  assert.equal(await forecastSeries(history(13, () => 10), ordinaryDays, 7), null);
  assert.equal(await forecastSeries(history(60, (i) => i < 13 ? 10 : null), ordinaryDays, 7), null);
  assert.notEqual(await forecastSeries(history(14, () => 10), ordinaryDays, 7), null);
});

Deno.test("on noise around a weekly pattern the mean of methods wins", async () => {
  const forecast = await forecastSeries(noisy(300, 1), ordinaryDays, 7);
  assert.equal(forecast?.method, "mean_of_methods");
  const { mean_of_methods, four_week_mean, same_weekday_last_week, days } = forecast.errors;
  assert.ok((mean_of_methods ?? 99) < (four_week_mean ?? 0));
  assert.ok((mean_of_methods ?? 99) < (same_weekday_last_week ?? 0));
  assert.equal(days, 56);
});

Deno.test("if it does not win, the forecast is the mean of four weeks, day by day", async () => {
  const jumped = noisy(300, 2, (i) => i < 255 ? 100 : 260);
  const forecast = await forecastSeries(jumped, ordinaryDays, 7);
  assert.equal(forecast?.method, "four_week_mean");
  const values = jumped.values.map((value) => value ?? 0);
  const mean = [7, 14, 21, 28].reduce((sum, back) => sum + (values[300 - back] ?? 0), 0) / 4;
  assert.equal(forecast.expected[0]?.toFixed(6), mean.toFixed(6));
});

Deno.test("intervals contain about 80 percent of actual values", async () => {
  let [inside, days] = [0, 0];
  for (let seed = 10; seed < 40; seed++) {
    const whole = noisy(264, seed);
    const known = { ...whole, values: whole.values.slice(0, 250) };
    const forecast = await forecastSeries(known, ordinaryDays, 14);
    forecast?.intervals.forEach((interval, i) => {
      const actual = whole.values[250 + i] ?? 0;
      days++;
      if (interval !== null && interval.low <= actual && actual <= interval.high) inside++;
    });
  }
  const coverage = 100 * inside / days;
  assert.ok(coverage > 75 && coverage < 87, `${coverage}`);
});

Deno.test("they do so four weeks ahead, too, where a season turns that was never seen", async () => {
  const season = (i: number) => 100 * (1 + 0.45 * Math.sin(2 * Math.PI * i / 365));
  const whole = noisy(520, 5, season);
  let [inside, days, sums, origins] = [0, 0, 0, 0];
  for (let origin = 180; origin + 28 <= whole.values.length; origin += 7) {
    const known = { ...whole, values: whole.values.slice(0, origin) };
    const forecast = await forecastSeries(known, ordinaryDays, 28);
    const came = whole.values.slice(origin, origin + 28).map((value) => value ?? 0);
    const isInside = (value: number, interval: Interval | null | undefined) =>
      interval !== null && interval !== undefined && interval.low <= value &&
      value <= interval.high;
    inside += came.filter((value, i) => isInside(value, forecast?.intervals[i])).length;
    days += came.length;
    const sum = came.reduce((all, value) => all + value, 0);
    if (isInside(sum, forecast?.ofSum(0, 28))) sums++;
    origins++;
  }
  for (const coverage of [100 * inside / days, 100 * sums / origins]) {
    assert.ok(coverage > 72 && coverage < 90, `${coverage}`);
  }
});

Deno.test("the interval of a sum is narrower than the sum of intervals", async () => {
  const forecast = await forecastSeries(noisy(300, 3), ordinaryDays, 7);
  const sum = forecast?.ofSum(0, 7);
  const wide = forecast?.intervals.reduce(
    (width, one) => width + (one?.high ?? 0) - (one?.low ?? 0),
    0,
  );
  assert.ok(sum && sum.high - sum.low < 0.8 * (wide ?? 0));
});

Deno.test("the same history gives the same forecast", async () => {
  const once = await forecastSeries(noisy(200, 4), ordinaryDays, 28);
  const again = await forecastSeries(noisy(200, 4), ordinaryDays, 28);
  assert.deepEqual(once?.intervals, again?.intervals);
  assert.deepEqual(once?.expected, again?.expected);
});

Deno.test("a day is expected alike whatever days are asked for with it", async () => {
  const known = noisy(200, 7);
  const week = await forecastSeries(known, ordinaryDays, 7);
  const month = await forecastSeries(known, ordinaryDays, 28);
  assert.equal(week?.expected.length, 7);
  assert.deepEqual(week?.expected, month?.expected.slice(0, 7));
  assert.deepEqual(week?.intervals, month?.intervals.slice(0, 7));
  assert.deepEqual(week?.ofSum(0, 7), month?.ofSum(0, 7));
});

Deno.test("later data does not change past forecasts", async () => {
  const whole = noisy(200, 5);
  const once = await forecastSeries(
    { ...whole, values: whole.values.slice(0, 150) },
    ordinaryDays,
    7,
  );
  const changed = whole.values.map((value, i) => i < 150 ? value : 1e6);
  const again = await forecastSeries({ ...whole, values: changed.slice(0, 150) }, ordinaryDays, 7);
  assert.deepEqual(once?.expected, again?.expected);
});

Deno.test("the callback between trials can abort", async () => {
  let calls = 0;
  const work = forecastSeries(noisy(300, 6), ordinaryDays, 7, () => {
    calls++;
    return calls === 5 ? Promise.reject(new Error("cancelled")) : Promise.resolve();
  });
  await assert.rejects(work, /cancelled/);
  assert.equal(calls, 5);
});
