/* How forecasts of made-up restaurants hold, after some weeks of history. */
import { forecastSeries, HORIZON } from "../src/restaurant/forecast/forecast_series.ts";
import { before, dayAfter, type History, valueOn } from "../src/restaurant/forecast/history.ts";
import { holidayKinds } from "../src/restaurant/forecast/holidays/holidays.ts";
import { sum } from "../src/values/sum.ts";
import { madeSeries, type Trait } from "./made_series.ts";

/** Weeks of history of the table. */
export const MADE_WEEKS = [2, 4, 6, 8, 10, 13, 20, 30, 52, 75];
const kinds = holidayKinds("US");

/** Percentages of what lay inside its interval. */
export interface MadeScore {
  readonly week1: number;
  readonly week4: number;
  readonly all: number;
  readonly byTrait: Readonly<Record<string, number>>;
  /** Mean width of an interval, in percent of an average day. */
  readonly width: number;
  /** Sums of 28 days. */
  readonly sums: number;
}

interface Day {
  readonly trait: Trait;
  readonly ahead: number;
  readonly isInside: boolean;
  readonly width: number;
}

/** Forecasts 28 days of each seed's restaurant, knowing its first weeks. */
export async function scoreMade(seeds: readonly number[], weeks: number): Promise<MadeScore> {
  const days: Day[] = [];
  const sums: boolean[] = [];
  for (const seed of seeds) {
    const { trait, history } = madeSeries(seed, weeks * 7 + HORIZON);
    const known = before(history, history.first + weeks * 7);
    const forecast = await forecastSeries(known, kinds, HORIZON);
    if (forecast === null) continue;
    const usual = meanOf(known);
    const came = Array.from({ length: HORIZON }, (_, i) => valueOn(history, dayAfter(known) + i));
    came.forEach((value, ahead) => {
      const interval = forecast.intervals[ahead];
      if (value === null || !interval) return;
      const { low, high } = interval;
      days.push({
        trait,
        ahead,
        isInside: low <= value && value <= high,
        width: (high - low) / usual,
      });
    });
    const expected = sum(forecast.expected.filter((_, i) => came[i] !== null));
    const whole = forecast.ofSum(0, HORIZON, expected);
    const total = sum(came.map((value) => value ?? 0));
    if (whole !== null) sums.push(whole.low <= total && total <= whole.high);
  }
  const held = (of: (day: Day) => boolean) => percent(days.filter(of).map((one) => one.isInside));
  return {
    week1: held(({ ahead }) => ahead < 7),
    week4: held(({ ahead }) => ahead >= 21),
    all: held(() => true),
    byTrait: Object.fromEntries(
      [...new Set(days.map(({ trait }) => trait))].map((
        one,
      ) => [one, held(({ trait }) => trait === one)]),
    ),
    width: 100 * sum(days.map(({ width }) => width)) / days.length,
    sums: percent(sums),
  };
}

/** The mean of the last eight weeks. */
function meanOf({ values }: History): number {
  const known = values.slice(-56).filter((value) => value !== null);
  return sum(known) / known.length;
}

function percent(of: readonly boolean[]): number {
  return 100 * of.filter(Boolean).length / of.length;
}
