import { runTrials, type Trial, type TrialPlan, wape } from "./backtest.ts";
import type { History } from "./history.ts";
import type { DayKinds } from "./holidays/day_kinds.ts";
import { PART_NAMES, partForecasts, type PartName } from "./methods.ts";

/** Weekly trials that the weights rest on. */
const LEARNING_TRIALS = 12;
/** Under so many trials the parts keep the weights that they begin with. */
const LEAST_TRIALS = 4;
/** A part that is 4 % further off weighs half: what is much worse weighs nothing. */
const SHARPNESS = 16;
/** The steady mean wins where the parts are alike, as they are on most restaurants. */
const BEGINNING: Readonly<Record<PartName, number>> = {
  steady: 3,
  regression: 1,
  quick: 1,
  quick_season: 1,
  trend: 1,
  regression_season: 1,
};

/** A forecast, and what the same procedure would have said on its own past, the latest first. */
export interface Blend {
  readonly expected: readonly number[];
  readonly trials: readonly Trial[];
}

/**
 * The mean of several methods, weighted by how near each was in the weeks before: steady restaurants
 * are served best by slow methods, seasons and new places by quick ones. Every trial is weighted by
 * what was known on its day only.
 *
 * @param onTrial Awaited between trials: others may run then; throws to give up.
 */
export async function blendMethods(
  history: History,
  kinds: DayKinds,
  { origins, ...plan }: TrialPlan,
  onTrial: () => Promise<void>,
): Promise<Blend> {
  const forecast = async (known: History) => {
    await onTrial();
    return partForecasts(known, kinds, plan.horizon);
  };
  const tried = await runTrials(forecast, history, { ...plan, origins: origins + LEARNING_TRIALS });
  const now = { origin: history.first + history.values.length, forecast: await forecast(history) };
  return {
    expected: weighted(now.forecast, weightsAt(now.origin, tried)),
    trials: tried.slice(0, origins).map(({ origin, forecast, actual }, at) => ({
      origin,
      forecast: weighted(forecast, weightsAt(origin, tried.slice(at + 1))),
      actual,
    })),
  };
}

type Parts = Readonly<Record<PartName, readonly number[]>>;
type Weights = Readonly<Record<PartName, number>>;

/** @param trials Those before the day, the latest first. */
function weightsAt(day: number, trials: readonly Trial<Parts>[]): Weights {
  const known = trials.slice(0, LEARNING_TRIALS);
  if (known.length < LEAST_TRIALS) return BEGINNING;
  const errors = PART_NAMES.map((name) => errorOf(name, day, known));
  const least = Math.min(...errors.map((error) => error ?? 0));
  if (!(least > 0)) return BEGINNING;
  return weights((name, at) => BEGINNING[name] * (least / (errors[at] ?? least)) ** SHARPNESS);
}

function weights(of: (name: PartName, at: number) => number): Weights {
  return Object.fromEntries(PART_NAMES.map((name, at) => [name, of(name, at)])) as Weights;
}

/** How far a part was off on the days that were over. */
function errorOf(name: PartName, day: number, trials: readonly Trial<Parts>[]): number | null {
  return wape(
    trials.flatMap(({ origin, forecast, actual }) =>
      actual.slice(0, day - origin).flatMap((value, ahead) => {
        const expected = forecast[name][ahead];
        return value === null || expected === undefined
          ? []
          : [{ forecast: expected, actual: value }];
      })
    ),
  );
}

function weighted(parts: Parts, weights: Weights): number[] {
  const whole = PART_NAMES.reduce((sum, name) => sum + weights[name], 0);
  return parts.steady.map((_, day) =>
    PART_NAMES.reduce((sum, name) => sum + weights[name] * (parts[name][day] ?? 0), 0) / whole
  );
}
