import type { DayNumber } from "../../values/day_number.ts";
import { sum } from "../../values/sum.ts";
import { runTrials, scoredDays, type Trial, type TrialPlan, wape } from "./backtest.ts";
import { blendMethods } from "./blend.ts";
import { type History, type Method, recordedDays } from "./history.ts";
import type { DayKinds } from "./holidays/day_kinds.ts";
import { type ErrorModel, errorModel } from "./error_model.ts";
import type { Interval } from "./interval.ts";
import { fourWeekMean, LEAST_DAYS, seasonalNaive } from "./methods.ts";

/** The methods that a forecast may rest on, by name. */
export type MethodName = "mean_of_methods" | "four_week_mean";

/** Days that can be forecast. */
export const HORIZON = 28;
/** Weeks over which the methods are compared. */
export const SCORED_WEEKS = 8;
/** Half a year of weekly trials makes the intervals. */
const TRIALS = 26;
/** Days of history that a trial must know. */
const LEAST_DAYS_OF_TRIAL = 7;
/** Days that it must know to count when methods are compared: with fewer they are all alike. */
const LEAST_DAYS_COMPARED = 28;

/**
 * The error of each method one week ahead, in percent of the actual values, over the last 8 weeks.
 */
export interface PastErrors {
  /** Null when no past week could be tried. */
  readonly mean_of_methods: number | null;
  readonly four_week_mean: number | null;
  readonly same_weekday_last_week: number | null;
  /** Days that were compared. */
  readonly days: number;
}

/** A forecaster that has been fitted: it answers for days and for sums of days. */
export interface SeriesForecast {
  readonly method: MethodName;
  readonly errors: PastErrors;
  /** By day from the day after the history; 0 and more. */
  readonly expected: readonly number[];
  /** The 80 % interval of each day; null when nothing could be tried. */
  readonly intervals: readonly (Interval | null)[];
  /**
   * The 80 % interval of the sum from a day ahead up to, and without, another.
   *
   * @param expected What is expected for these days in all; without it their sum.
   */
  ofSum(from: number, to: number, expected?: number): Interval | null;
  /** The method's forecasts of its own past, the latest first. */
  readonly trials: readonly Trial[];
  /** Past days, forecast up to a week ahead, that the intervals rest on. */
  readonly errorsBehind: number;
}

/**
 * Forecasts a figure by day, with intervals from the method's own past errors. The weighted mean of
 * methods is used only where, over the last 8 weeks, it was nearer than both the same weekday last
 * week and the mean of the last four; otherwise it is that mean.
 *
 * @param horizon Days ahead, at most 28.
 * @param onTrial Awaited between trials: others may run then; throws to give up.
 * @returns Null for a history of under two weeks of recorded days.
 */
export async function forecastSeries(
  history: History,
  kinds: DayKinds,
  horizon: number,
  onTrial: () => Promise<void> = () => Promise.resolve(),
): Promise<SeriesForecast | null> {
  if (recordedDays(history) < LEAST_DAYS) return null;
  // The whole horizon is always tried: a day is expected alike whatever days are asked for with it.
  const plan: TrialPlan = { horizon: HORIZON, origins: TRIALS, leastDays: LEAST_DAYS_OF_TRIAL };
  const tried = (method: Method) =>
    runTrials((known) => method(known, kinds, HORIZON), history, plan);
  const own = await blendMethods(history, kinds, plan, onTrial);
  const simple = await tried(fourWeekMean);
  const naive = await tried(seasonalNaive);
  const errors = pastErrors(own.trials, simple, naive, history.first + LEAST_DAYS_COMPARED);
  const [method, expected, trials] = isBest(errors)
    ? ["mean_of_methods", own.expected, own.trials] as const
    : ["four_week_mean", fourWeekMean(history, kinds, HORIZON), simple] as const;
  const model = errorModel(trials, history);
  return { method, errors, trials, ...withIntervals(expected.slice(0, horizon), model) };
}

/** @param since The first day from which a trial counts. */
function pastErrors(
  own: readonly Trial[],
  simple: readonly Trial[],
  naive: readonly Trial[],
  since: DayNumber,
): PastErrors {
  const lately = (trials: readonly Trial[]) =>
    scoredDays(trials.slice(0, SCORED_WEEKS).filter(({ origin }) => origin >= since), 7);
  return {
    mean_of_methods: wape(lately(own)),
    four_week_mean: wape(lately(simple)),
    same_weekday_last_week: wape(lately(naive)),
    days: lately(own).length,
  };
}

/** Without a past to test on, the mean of methods is used: there is no evidence against it. */
function isBest(errors: PastErrors): boolean {
  const { mean_of_methods: own, four_week_mean: mean, same_weekday_last_week: naive } = errors;
  if (own === null || mean === null || naive === null) return true;
  return own < mean && own < naive;
}

function withIntervals(
  expected: readonly number[],
  model: ErrorModel,
): Pick<SeriesForecast, "expected" | "intervals" | "ofSum" | "errorsBehind"> {
  return {
    expected,
    intervals: expected.map((value, ahead) => model.ofDay(ahead, value)),
    ofSum: (from, to, total = sum(expected.slice(from, to))) => model.ofSum(from, to, total),
    errorsBehind: model.days,
  };
}
