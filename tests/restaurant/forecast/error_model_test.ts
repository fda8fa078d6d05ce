import assert from "node:assert/strict";
import type { Trial } from "../../../src/restaurant/forecast/backtest.ts";
import { errorModel } from "../../../src/restaurant/forecast/error_model.ts";
import type { Interval } from "../../../src/restaurant/forecast/interval.ts";

const FIRST = 20_000;
/** Two years: so long a history makes hardly any difference. */
const LONG = 728;

/** Weekly trials of 28 days, each expected to have 100; `off` is how many times that came. */
function trials(
  off: (trial: number, ahead: number) => number | null,
  { count = 26, days = LONG, expected = 100 } = {},
): Trial[] {
  return Array.from({ length: count }, (_, trial) => {
    const origin = FIRST + days - 7 * (trial + 1);
    const length = Math.min(28, FIRST + days - origin);
    const actual = Array.from({ length }, (_, ahead) => {
      const times = off(trial, ahead);
      return times === null ? null : times * expected;
    });
    return { origin, forecast: Array.from({ length: 28 }, () => expected), actual };
  });
}

const learn = (tried: readonly Trial[], days = LONG) =>
  errorModel(tried, { first: FIRST, values: Array.from({ length: days }, () => 100) });

/** How many times the forecast an interval reaches up, in logarithms. */
const above = (interval: Interval | null, expected = 100) =>
  Math.log((interval?.high ?? NaN) / expected);
const below = (interval: Interval | null, expected = 100) =>
  Math.log((interval?.low ?? NaN) / expected);

/** Errors from half to twice, the same in each week. */
const ofSeven = (_trial: number, ahead: number) => 2 ** ((ahead % 7 - 3) / 3);

Deno.test("without anything tried there is no interval", () => {
  assert.equal(learn([]).ofDay(0, 100), null);
  assert.equal(learn(trials(() => null)).ofSum(0, 7, 700), null);
  assert.equal(learn([]).days, 0);
});

Deno.test("a year of errors gives their quantiles; half and twice are equally far off", () => {
  const model = learn(trials(ofSeven));
  assert.equal(model.days, 26 * 7);
  const day = model.ofDay(0, 100);
  // Of seven errors, each a seventh, the largest is twice and the next 1.587 times as much.
  assert.ok(Math.abs(above(day) - Math.log(2)) < 0.07, `${above(day)}`);
  assert.ok(Math.abs(above(day) + below(day)) < 1e-9);
});

Deno.test("errors on one side have their mirror image on the other", () => {
  const day = learn(trials((_, ahead) => 1 + 0.1 * (ahead % 7))).ofDay(0, 100);
  assert.ok(above(day) > 0.4, `${above(day)}`);
  assert.ok(below(day) < -0.2, `${below(day)}`);
});

Deno.test("days of nothing reach down to nothing, but not up to three times", () => {
  const day = learn(trials((_, ahead) => ahead % 7 < 2 ? 0 : 1.2)).ofDay(0, 100);
  assert.equal(day?.low, 0);
  assert.ok((day?.high ?? 0) < 200, `${day?.high}`);
});

Deno.test("few errors are not trusted alone: one good week does not promise another", () => {
  const one = learn(trials(() => 1, { count: 1, days: 14 }), 14).ofDay(0, 100);
  const year = learn(trials(() => 1)).ofDay(0, 100);
  assert.ok(above(one) > 0.1 && below(one) < -0.1, `${above(one)}`);
  assert.ok(above(year) < 0.02, `${above(year)}`);
});

Deno.test("errors that grow by week ahead make later intervals wider, as much as they grew", () => {
  const small = (ahead: number) => 1.15 ** ((ahead % 7 - 3) / 3);
  const model = learn(trials((_, ahead) => small(ahead) ** (1 + Math.floor(ahead / 7))));
  // Four times as large in week 4, drawn a little towards what is usual.
  const ratio = above(model.ofDay(27, 100)) / above(model.ofDay(0, 100));
  assert.ok(ratio > 2.5 && ratio < 4, `${ratio}`);
});

Deno.test("weeks that were never tried grow as they usually do", () => {
  const model = learn(trials(ofSeven, { count: 1, days: 14 }), 14);
  const growth = [7, 14, 21].map((day) =>
    above(model.ofDay(day, 100)) / above(model.ofDay(0, 100))
  );
  const usual = [1.07, 1.14, 1.2];
  growth.forEach((one, i) => assert.ok(Math.abs(one - (usual[i] ?? 0)) < 0.01, `${growth}`));
});

Deno.test("a small day is further off than a large one, in proportion", () => {
  const model = learn(trials(ofSeven));
  const ratio = above(model.ofDay(0, 25), 25) / above(model.ofDay(0, 100), 100);
  assert.equal(ratio.toFixed(6), (4 ** 0.2).toFixed(6));
  // A day of nothing expects nothing.
  assert.deepEqual(model.ofDay(0, 0), { low: 0, high: 0 });
});

Deno.test("the errors of a time with less history count less than their size", () => {
  const early = trials(ofSeven, { count: 26, days: LONG })
    .map((trial, i) => ({ ...trial, origin: FIRST + 7 + i }));
  assert.ok(
    above(learn(early).ofDay(0, 100)) < 0.95 * above(learn(trials(ofSeven)).ofDay(0, 100)),
  );
});

Deno.test("a sum is off by what past sums were; single days speak for it where there are none", () => {
  const steady = learn(trials((_, ahead) => ahead % 2 === 0 ? 1.5 : 0.52));
  assert.ok(above(steady.ofSum(0, 28, 2800), 2800) < 0.1);
  const shared = learn(trials((trial) => trial % 2 === 0 ? 1.5 : 0.67));
  assert.ok(above(shared.ofSum(0, 28, 2800), 2800) > 0.3);
  const young = learn(trials(ofSeven, { count: 2, days: 21 }), 21);
  const ratio = above(young.ofSum(0, 28, 2800), 2800) / above(young.ofDay(27, 100));
  assert.ok(ratio > 0.3 && ratio < 0.6, `${ratio}`);
});
