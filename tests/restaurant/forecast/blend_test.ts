import assert from "node:assert/strict";
import { blendMethods } from "../../../src/restaurant/forecast/blend.ts";
import { ordinaryDays } from "../../../src/restaurant/forecast/holidays/day_kinds.ts";
import { scoredDays, wape } from "../../../src/restaurant/forecast/backtest.ts";
import { partForecasts, type PartName } from "../../../src/restaurant/forecast/methods.ts";
import { before, type History } from "../../../src/restaurant/forecast/history.ts";
import { pseudoRandom } from "../../support/pseudo_random.ts";

const FIRST = 20_000;
const PLAN = { horizon: 7, origins: 20, leastDays: 28 };

/** A weekly pattern at a level, with noise of some 8 %. */
function history(days: number, seed: number, level: (day: number) => number): History {
  const random = pseudoRandom(seed);
  const week = [0.8, 0.85, 0.9, 1, 1.3, 1.4, 0.75];
  return {
    first: FIRST,
    values: Array.from({ length: days }, (_, day) => {
      const noise = 1 + 0.16 * (random() + random() + random() - 1.5);
      return level(day) * (week[day % 7] ?? 1) * noise;
    }),
  };
}

const blend = (known: History) => blendMethods(known, ordinaryDays, PLAN, () => Promise.resolve());

/** What one part alone was off in the same trials. */
async function partError(known: History, name: PartName): Promise<number> {
  const trials = (await blend(known)).trials.map((trial) => ({
    ...trial,
    forecast: partForecasts(before(known, trial.origin), ordinaryDays, 7)[name],
  }));
  return wape(scoredDays(trials, 7)) ?? NaN;
}

Deno.test("a steady place is forecast about as well as by the steady mean", async () => {
  const known = history(300, 1, () => 100);
  const own = wape(scoredDays((await blend(known)).trials, 7)) ?? NaN;
  assert.ok(own < 1.03 * await partError(known, "steady"), `${own}`);
});

Deno.test("a place that grew into its level is followed by the quick parts", async () => {
  const known = history(220, 2, (day) => 60 + 100 * (1 - Math.exp(-day / 60)));
  const own = wape(scoredDays((await blend(known)).trials, 7)) ?? NaN;
  assert.ok(own < 0.92 * await partError(known, "steady"), `${own}`);
  assert.ok(own < 1.05 * await partError(known, "quick"), `${own}`);
});

Deno.test("a place that goes on growing is followed by the trend", async () => {
  const known = history(200, 4, (day) => 50 * Math.exp(day / 70));
  const off = async (days: number) => {
    const plan = { ...PLAN, horizon: 28 };
    const { trials } = await blendMethods(known, ordinaryDays, plan, () => Promise.resolve());
    return wape(scoredDays(trials.slice(4, 16), days)) ?? NaN;
  };
  // It grows by half in four weeks: a level alone would be off by 25 %.
  assert.ok(await off(28) < 13, `${await off(28)}`);
});

Deno.test("a trial knows nothing of what came after its day", async () => {
  const known = history(250, 3, () => 100);
  const changed = {
    ...known,
    values: known.values.map((value, day) => day < 201 ? value : 10 * (value ?? 0)),
  };
  const upTo = async (whole: History) =>
    (await blend(whole)).trials.filter(({ origin }) => origin <= FIRST + 201)
      .map(({ origin, forecast }) => ({ origin, forecast }));
  assert.ok((await upTo(known)).length > 5);
  assert.deepEqual(await upTo(changed), await upTo(known));
});
