import { type DayNumber, weekdayOf } from "../../values/day_number.ts";
import { dayAfter, type History } from "./history.ts";
import type { DayKinds } from "./holidays/day_kinds.ts";
import { type Observation, ridgeRegression } from "./ridge.ts";

const PENALTY = 1;
/** Days after which a day counts half. */
const HALF_LIFE = 120;
/** How fast the level of the residuals follows. */
const ALPHA = 0.05;
/** Older days would weigh less than 1 %. */
const OLDEST_DAYS = 800;
/**
 * With two years of data the season of the year is included; with less it would be one year's
 * chance.
 */
const SEASON_DAYS = 730;
const YEAR = 365.25;

const [HOLIDAY, WEEKEND_HOLIDAY, EVE, SEASON] = [7, 8, 9, 10];
const HARMONICS = [1, 2];

interface Fit {
  predict(day: DayNumber): number;
  /** How far the logarithms of recent days lie above the fit. */
  readonly level: number;
  /** The mean of exp(error): a mean of logarithms is too low for a mean (Duan's smearing). */
  readonly smearing: number;
}

/**
 * A regression of log(1 + value) on weekday, holiday, holiday on a weekend, day before a holiday and
 * from two years on the season; recent days count more; then a slow level of the residuals.
 */
export function logRegression(history: History, kinds: DayKinds, horizon: number): number[] {
  const { predict, level, smearing } = fit(history, kinds);
  const end = dayAfter(history);
  return Array.from(
    { length: horizon },
    (_, i) => Math.max(0, Math.exp(predict(end + i) + level) * smearing - 1),
  );
}

function fit(history: History, kinds: DayKinds): Fit {
  const hasSeason = history.values.length >= SEASON_DAYS;
  const size = SEASON + (hasSeason ? 2 * HARMONICS.length : 0);
  const observed = observations(history, kinds, hasSeason);
  const mean = weightedMean(observed);
  const centred = observed.map((one) => ({ ...one, target: one.target - mean }));
  const coefficients = ridgeRegression(centred, size, PENALTY);
  const value = (features: Observation["features"]) =>
    features.reduce((sum, [i, x]) => sum + (coefficients[i] ?? 0) * x, mean);
  const residuals = observed.map(({ features, target }) => target - value(features));
  return {
    predict: (day) => value(featuresOf(day, kinds, hasSeason)),
    ...levelAndSmearing(residuals, observed),
  };
}

function observations(history: History, kinds: DayKinds, hasSeason: boolean): Observation[] {
  const { first, values } = history;
  const from = Math.max(0, values.length - OLDEST_DAYS);
  return values.slice(from).flatMap((value, i) => {
    if (value === null) return [];
    const age = values.length - from - i;
    return [{
      features: featuresOf(first + from + i, kinds, hasSeason),
      target: Math.log1p(Math.max(value, 0)),
      weight: 0.5 ** (age / HALF_LIFE),
    }];
  });
}

function featuresOf(day: DayNumber, kinds: DayKinds, hasSeason: boolean): [number, number][] {
  const weekday = weekdayOf(day);
  const { isHoliday, isEve } = kinds(day);
  const features: [number, number][] = [[weekday, 1]];
  if (isHoliday) features.push([HOLIDAY, 1]);
  if (isHoliday && weekday >= 5) features.push([WEEKEND_HOLIDAY, 1]);
  if (isEve) features.push([EVE, 1]);
  if (hasSeason) {
    HARMONICS.forEach((times, i) => {
      const angle = 2 * Math.PI * times * day / YEAR;
      features.push([SEASON + 2 * i, Math.sin(angle)], [SEASON + 2 * i + 1, Math.cos(angle)]);
    });
  }
  return features;
}

function weightedMean(observed: readonly Observation[]): number {
  const weight = observed.reduce((sum, one) => sum + one.weight, 0);
  return observed.reduce((sum, one) => sum + one.weight * one.target, 0) / weight;
}

function levelAndSmearing(
  residuals: readonly number[],
  observed: readonly Observation[],
): Pick<Fit, "level" | "smearing"> {
  let [level, weights, factors] = [0, 0, 0];
  residuals.forEach((residual, i) => {
    const weight = observed[i]?.weight ?? 0;
    weights += weight;
    factors += weight * Math.exp(residual - level);
    level += ALPHA * (residual - level);
  });
  return { level, smearing: factors / weights };
}
