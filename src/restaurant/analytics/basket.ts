/** In how many orders two items were, each and both, of how many in all. */
export interface PairCounts {
  readonly orders: number;
  readonly a: number;
  readonly b: number;
  readonly both: number;
}

/** How much likelier an order with one item has the other: 1 is as likely as in every order. */
export interface Lift {
  readonly lift: number;
  readonly low: number;
  readonly high: number;
  /** Share of all orders that have both, in percent. */
  readonly support_percent: number;
}

/** Orders with both below which nothing is said. */
export const LEAST_TOGETHER = 20;
/** Orders with both that chance alone must give. */
const LEAST_EXPECTED = 5;

/**
 * The lift of a pair, with an interval: both x orders / (a x b), and the variance of its logarithm by
 * the delta method for multinomial counts.
 *
 * @param z Standard normal quantile of the interval; 1.96 for 95 %.
 * @returns Null when the counts are too small to carry it.
 */
export function liftOf({ orders, a, b, both }: PairCounts, z: number): Lift | null {
  if (both < LEAST_TOGETHER || a * b / orders < LEAST_EXPECTED) return null;
  const lift = both * orders / (a * b);
  const variance = 1 / both - 1 / a - 1 / b + 2 * both / (a * b) - 1 / orders;
  const spread = Math.exp(z * Math.sqrt(Math.max(variance, 0)));
  return { lift, low: lift / spread, high: lift * spread, support_percent: 100 * both / orders };
}

/**
 * The normal quantile for 95 % over all of `tests` intervals together (Bonferroni): the more pairs
 * are looked at, the more would stand out by chance.
 */
export function quantileFor(tests: number): number {
  return normalQuantile(1 - 0.025 / Math.max(tests, 1));
}

/** The inverse of the standard normal distribution, for 0.5 to 1 (Acklam's approximation). */
function normalQuantile(p: number): number {
  const tail = 0.02425;
  if (p > 1 - tail) {
    const q = Math.sqrt(-2 * Math.log(1 - p));
    return -polynomial(TAIL_NUMERATOR, q) / (polynomial(TAIL_DENOMINATOR, q) * q + 1);
  }
  const q = p - 0.5;
  return q * polynomial(NUMERATOR, q * q) / (polynomial(DENOMINATOR, q * q) * q * q + 1);
}

const NUMERATOR = [
  ...[-39.69683028665376, 220.9460984245205, -275.9285104469687],
  ...[138.357751867269, -30.66479806614716, 2.506628277459239],
];
const DENOMINATOR = [
  ...[-54.47609879822406, 161.5858368580409, -155.6989798598866],
  ...[66.80131188771972, -13.28068155288572],
];
const TAIL_NUMERATOR = [
  ...[-0.007784894002430293, -0.3223964580411365, -2.400758277161838],
  ...[-2.549732539343734, 4.374664141464968, 2.938163982698783],
];
const TAIL_DENOMINATOR = [
  ...[0.007784695709041462, 0.3224671290700398, 2.445134137142996, 3.754408661907416],
];

function polynomial(coefficients: readonly number[], x: number): number {
  return coefficients.reduce((sum, coefficient) => sum * x + coefficient, 0);
}
