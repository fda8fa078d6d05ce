/*
 * Forecasts against actual values: a rolling backtest on a year of sales, `deno task bench
 * forecast`. Origins every 7 days from day 180, horizons of 7 and 28 days; closed days are not
 * scored. The file is R's `pizzaplace` (MIT) as CSV, named by PIZZAPLACE_CSV. BENCH_AUGURS=1 adds
 * the best library found; run it with --no-lock, because it is not a dependency. A second table has
 * made-up restaurants after some weeks of history.
 */
import { MADE_WEEKS, scoreMade } from "./made_forecasts.ts";
import type { History, Method } from "../src/restaurant/forecast/history.ts";
import { before, dayAfter, valueOn } from "../src/restaurant/forecast/history.ts";
import { forecastSeries } from "../src/restaurant/forecast/forecast_series.ts";
import { holidayKinds } from "../src/restaurant/forecast/holidays/holidays.ts";
import { fourWeekMean, partForecasts, seasonalNaive } from "../src/restaurant/forecast/methods.ts";
import { dayNumber } from "../src/values/day_number.ts";

const FIRST_ORIGIN = 180;
const HORIZONS = [7, 28];

/** The sums of a backtest. */
export interface Score {
  off: number;
  came: number;
  inside: number;
  bounded: number;
  milliseconds: number;
}

/** Returns a forecast and, if the method has one, an interval for each day. */
export type Forecaster = (history: History, horizon: number) => Forecast | Promise<Forecast>;

/** By day ahead. */
export interface Forecast {
  readonly expected: readonly number[];
  readonly intervals?: readonly ({ readonly low: number; readonly high: number } | null)[];
}

const kinds = holidayKinds("US");

/** The tables of the backtests, or how to get them. */
export async function benchForecast(): Promise<string[]> {
  return [...await benchPizzaplace(), ...await benchMade()];
}

/** Seeds on which nothing was chosen. */
const [FIRST_SEED, SEEDS] = [9000, 220];

/** Coverage and width of intervals by weeks of history. */
async function benchMade(): Promise<string[]> {
  const lines = [
    `forecast: ${SEEDS} made-up restaurants, 28 days ahead; 80 % intervals: held in week 1 and in ` +
    "week 4, held in all, the least of a trait; width in % of an average day; sum of 28 days held",
  ];
  const seeds = Array.from({ length: SEEDS }, (_, i) => FIRST_SEED + i);
  for (const weeks of MADE_WEEKS) {
    const { week1, week4, all, byTrait, width, sums } = await scoreMade(seeds, weeks);
    const [least = "", percent = 0] = Object.entries(byTrait).sort(([, a], [, b]) => a - b)[0] ??
      [];
    const cells = [week1, week4, all].map((one) => one.toFixed(1));
    lines.push(
      [
        `${weeks} weeks`,
        ...cells,
        `${percent.toFixed(1)} (${least})`,
        width.toFixed(0),
        sums.toFixed(0),
      ]
        .join(" | "),
    );
  }
  return lines;
}

async function benchPizzaplace(): Promise<string[]> {
  const path = Deno.env.get("PIZZAPLACE_CSV");
  if (path === undefined) return ["forecast: set PIZZAPLACE_CSV to R's pizzaplace data as CSV"];
  const { orders, net } = readPizzaplace(await Deno.readTextFile(path));
  const forecasters = await allForecasters();
  const lines = ["forecast: WAPE % (coverage % of 80 % intervals) at 7 and 28 days; ms for each"];
  for (const [name, history] of Object.entries({ orders, net })) {
    for (const [method, forecaster] of Object.entries(forecasters)) {
      const cells: string[] = [];
      for (const days of HORIZONS) cells.push(cell(await backtest(forecaster, history, days)));
      lines.push([name, method, ...cells].join(" | "));
    }
  }
  return lines;
}

async function allForecasters(): Promise<Record<string, Forecaster>> {
  const plain = (method: Method): Forecaster => (history, horizon) => ({
    expected: method(history, kinds, horizon),
  });
  const library = await augurs();
  return {
    "seasonal naive": plain(seasonalNaive),
    "mean of 4 weeks": plain(fourWeekMean),
    "steady mean of three": plain((history, kinds, horizon) =>
      partForecasts(history, kinds, horizon).steady
    ),
    "forecast_demand": async (history, horizon) =>
      await forecastSeries(history, kinds, horizon) ?? { expected: [] },
    ...(library !== null && { "augurs MSTL + AutoETS": library }),
  };
}

/** Tries a forecaster from every origin on, knowing only what came before. */
export async function backtest(
  forecaster: Forecaster,
  history: History,
  horizon: number,
): Promise<Score> {
  const score = { off: 0, came: 0, inside: 0, bounded: 0, milliseconds: 0 };
  let origins = 0;
  for (let at = FIRST_ORIGIN; at < history.values.length; at += 7) {
    const origin = history.first + at;
    const begun = performance.now();
    const { expected, intervals = [] } = await forecaster(before(history, origin), horizon);
    score.milliseconds += performance.now() - begun;
    origins++;
    for (let day = 0; day < horizon && origin + day < dayAfter(history); day++) {
      const actual = valueOn(history, origin + day);
      if (actual === null) continue;
      score.off += Math.abs(actual - (expected[day] ?? 0));
      score.came += actual;
      const interval = intervals[day];
      if (interval === null || interval === undefined) continue;
      score.bounded++;
      if (actual >= interval.low && actual <= interval.high) score.inside++;
    }
  }
  return { ...score, milliseconds: score.milliseconds / origins };
}

function cell({ off, came, inside, bounded, milliseconds }: Score): string {
  const coverage = bounded === 0 ? "" : ` (${(100 * inside / bounded).toFixed(1)})`;
  return `${(100 * off / came).toFixed(2)}${coverage} ${milliseconds.toFixed(1)} ms`;
}

/** Orders and net sales by day; the days without an order were closed. */
export function readPizzaplace(csv: string): { orders: History; net: History } {
  const seen = new Map<string, Set<string>>();
  const sums = new Map<string, number>();
  for (const line of csv.trimEnd().split("\n").slice(1)) {
    const [id = "", date = "", , , , , price = "0"] = line.split(",");
    (seen.get(date) ?? seen.set(date, new Set()).get(date))?.add(id);
    sums.set(date, (sums.get(date) ?? 0) + Number(price));
  }
  const dates = [...seen.keys()].sort();
  const first = dayNumber(dates[0] ?? "");
  const length = dayNumber(dates.at(-1) ?? "") - first + 1;
  const series = (value: (date: string) => number | undefined): History => {
    const byDay = new Map(dates.map((date) => [dayNumber(date), value(date)]));
    return { first, values: Array.from({ length }, (_, i) => byDay.get(first + i) ?? null) };
  };
  return { orders: series((date) => seen.get(date)?.size), net: series((date) => sums.get(date)) };
}

/** The best library that was found, if it is at hand: it is no dependency of the program. */
async function augurs(): Promise<Forecaster | null> {
  if (Deno.env.get("BENCH_AUGURS") === undefined) return null;
  try {
    const mstl = await import(AUGURS_MSTL);
    await mstl.default();
    return (history, horizon) => {
      const values = history.values.map((value, i) => value ?? nearest(history.values, i));
      const model = mstl.MSTL.ets([7]);
      model.fit(new Float64Array(values));
      const forecast: { point: ArrayLike<number> } = model.predict(horizon, null);
      return { expected: Array.from(forecast.point) };
    };
  } catch {
    return null;
  }
}

const AUGURS_MSTL = ["npm:@bsull/augurs@0.10.2", "mstl"].join("/");

function nearest(values: readonly (number | null)[], at: number): number {
  return values[at - 7] ?? values[at - 14] ?? values[at + 7] ?? 0;
}
