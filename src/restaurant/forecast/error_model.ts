import { sum } from "../../values/sum.ts";
import type { Trial } from "./backtest.ts";
import type { History } from "./history.ts";
import { type Interval, quantile, type Weighted } from "./interval.ts";

/*
 * Errors are logarithms, `log(actual / forecast)`: half as much and twice as much are equally far
 * off. Those of all weeks ahead make one pool, each divided by what it would be expected to be, so
 * that a few weeks of history are enough. What is usual was found on made-up restaurants of many
 * kinds (bench/made_series.ts); a restaurant's own past soon outweighs it.
 */

/** How errors usually grow by week ahead. */
const USUAL_GROWTH = [1, 1.07, 1.14, 1.2];
/** Trials after which a restaurant's own growth weighs as much as the usual. */
const USUAL_TRIALS = 4;
/** Errors that every restaurant is lent, so that a few of its own do not decide: normal, 25 %. */
const LENT = [-0.41, -0.26, -0.17, -0.1, -0.03, 0.03, 0.1, 0.17, 0.26, 0.41];
/** The size that 8 of 10 lent errors are under. */
const LENT_SPREAD = 0.32;
/** What the mirror image of an error weighs: what was too low may next be as much too high. */
const MIRRORED = 0.5;
/** A day of almost nothing has no mirror image that could be true. */
const MOST_MIRRORED = Math.log(3);
/** How much larger errors are on a day of few orders: chance is larger in small numbers. */
const SMALL_NUMBERS = 0.2;
const LEAST_SIZE = 0.5;
const MOST_SIZE = 2.5;
/** Weeks of history after which more of it does not make errors smaller. */
const SETTLED_WEEKS = 12;
/** The part of the variance of a day's error that the days beside it share. */
const SHARED = 0.12;
/** Past sums that weigh as much as what single days say about a sum. */
const USUAL_SUMS = 5;
/** Errors are cut off here for averages of their size: a day of nothing is infinitely far off. */
const MOST_OFF = 1;
/** Share of the past that lies below, and above, an 80 % interval; and inside of it. */
const TAIL = 0.1;
const INSIDE = 0.8;

/** How far off a method may be, from how far off it was. */
export interface ErrorModel {
  /** The 80 % interval of a day, 0 days ahead being the first; null if nothing could be tried. */
  ofDay(ahead: number, expected: number): Interval | null;
  /** The same for the sum from a day ahead up to, and without, another. */
  ofSum(from: number, to: number, expected: number): Interval | null;
  /** Days up to a week ahead that were tried. */
  readonly days: number;
}

/** An error, as a multiple of what it would be expected to be apart from its week ahead. */
interface DayError {
  readonly week: number;
  readonly off: number;
}

/** Learns from a method's trials on a history how far off it may be on the days after it. */
export function errorModel(trials: readonly Trial[], history: History): ErrorModel {
  const typical = typicalDay(trials);
  const size = (expected: number) => sizeFactor(expected / typical);
  const youngAt = (origin: number) => youth(origin - history.first);
  const young = youth(history.values.length);
  const errors = trials.flatMap((trial) => dayErrors(trial, youngAt(trial.origin), size));
  const growth = growthOf(errors);
  const growthAt = (ahead: number) => growth[Math.floor(ahead / 7)] ?? 1;
  const pool = poolOf(errors.map(({ week, off }) => off / (growth[week] ?? 1)));
  // The forecast itself is never outside.
  const low = Math.min(0, quantile(pool, TAIL));
  const high = Math.max(0, quantile(pool, 1 - TAIL));
  const spread = spreadOf(pool);
  const around = (expected: number, below: number, above: number) =>
    pool.length === 0
      ? null
      : { low: expected * Math.exp(young * below), high: expected * Math.exp(young * above) };
  return {
    days: errors.filter(({ week }) => week === 0).length,
    ofDay: (ahead, expected) => {
      const scale = growthAt(ahead) * size(expected);
      return around(expected, scale * low, scale * high);
    },
    ofSum: (from, to, expected) => {
      const shared = Math.sqrt(SHARED + (1 - SHARED) / (to - from));
      const own = trials.flatMap((trial) => sumErrors(trial, from, to, youngAt(trial.origin)));
      const growthBetween = (growthAt(from) + growthAt(to - 1)) / 2;
      const usual = spread * growthBetween * shared;
      const off = drawnTo(usual, spreadOf(equally(own)), own.length / USUAL_SUMS);
      return around(expected, -off, off);
    },
  };
}

/** What a day is expected to be on average. */
function typicalDay(trials: readonly Trial[]): number {
  const days = trials.flatMap(({ forecast }) => forecast.slice(0, 7));
  return sum(days) / days.length;
}

function sizeFactor(relative: number): number {
  const factor = relative > 0 ? relative ** -SMALL_NUMBERS : MOST_SIZE;
  return Math.min(Math.max(factor, LEAST_SIZE), MOST_SIZE);
}

/** How much larger errors are after a few weeks: a mean of n weeks is off by 1/n of the variance. */
function youth(days: number): number {
  return Math.sqrt(1 + 0.5 / Math.min(Math.max(days / 7, 1), SETTLED_WEEKS));
}

function dayErrors(
  { forecast, actual }: Trial,
  young: number,
  size: (expected: number) => number,
): DayError[] {
  return actual.flatMap((value, ahead) => {
    const expected = forecast[ahead] ?? 0;
    if (value === null || expected <= 0) return [];
    const off = Math.log(Math.max(value, 0) / expected) / young / size(expected);
    return [{ week: Math.floor(ahead / 7), off }];
  });
}

/** The error of a sum of days that are over, over those that have a value; none if one is not over. */
function sumErrors({ forecast, actual }: Trial, from: number, to: number, young: number): number[] {
  if (actual.length < to) return [];
  let [expected, came] = [0, 0];
  for (let day = from; day < to; day++) {
    const value = actual[day];
    if (value === null || value === undefined) continue;
    expected += forecast[day] ?? 0;
    came += value;
  }
  return expected > 0 ? [Math.log(Math.max(came, 0) / expected) / young] : [];
}

/** How errors grow by week ahead: the own growth, drawn to the usual if few weeks were tried. */
function growthOf(errors: readonly DayError[]): number[] {
  const whole = spreadOf(equally(errors.map(({ week, off }) => off / (USUAL_GROWTH[week] ?? 1))));
  return USUAL_GROWTH.map((usual, at) => {
    const own = errors.filter(({ week }) => week === at).map(({ off }) => off);
    return whole > 0
      ? drawnTo(usual, spreadOf(equally(own)) / whole, own.length / 7 / USUAL_TRIALS)
      : usual;
  });
}

/** The errors of a restaurant, their mirror images, and those that it is lent. */
function poolOf(errors: readonly number[]): Weighted[] {
  if (errors.length === 0) return [];
  const mirrored = errors.filter((error) => Math.abs(error) <= MOST_MIRRORED);
  const stretched = Math.max(1, spreadOf(equally(errors)) / LENT_SPREAD);
  return [
    ...equally(errors),
    ...mirrored.map((error) => ({ value: -error, weight: MIRRORED })),
    ...equally(LENT.map((error) => error * stretched)),
  ];
}

function equally(errors: readonly number[]): Weighted[] {
  return errors.map((value) => ({ value, weight: 1 }));
}

/** The size that 8 of 10 errors are under. */
function spreadOf(errors: readonly Weighted[]): number {
  const sizes = errors.map(({ value, weight }) => ({
    value: Math.min(Math.abs(value), MOST_OFF),
    weight,
  }));
  return quantile(sizes, INSIDE);
}

/** The geometric mean of what is usual and a restaurant's own, which weighs `evidence` times as much. */
function drawnTo(usual: number, own: number, evidence: number): number {
  return evidence === 0 || !(own > 0) ? usual : (usual * own ** evidence) ** (1 / (1 + evidence));
}
