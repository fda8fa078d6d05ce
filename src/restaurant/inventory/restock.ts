import { ceiling, type Fraction, fraction, plus, rounded, times } from "../../values/fraction.ts";
import type { Milli } from "../../values/money.ts";

/** How urgent an ingredient is at a location, the most urgent first. */
export const STOCK_STATES = ["out", "runs_out", "low", "below_par", "ok", "uncounted"] as const;

/** One of `STOCK_STATES`. */
export type StockState = typeof STOCK_STATES[number];

/** The stock of an ingredient, its usage, and how it is bought. */
export interface Supply {
  readonly on_hand: Milli;
  /** Placed with the supplier and not there yet. */
  readonly on_order: Milli;
  /** Thousandths of the unit in a day. */
  readonly per_day: Fraction;
  readonly reorder_point: Milli;
  readonly par_level: Milli;
  /** Content of one pack. */
  readonly pack_size: Milli;
  /** Days from order to delivery. */
  readonly lead_time_days: number;
  /** Days between deliveries. */
  readonly delivery_interval_days: number;
}

/**
 * Out: nothing is left. Runs out: less than the usage until an order placed now is delivered. Low:
 * at or below the reorder point. Below par: less than the par level, or less than lasts until the
 * delivery after that one, so that everything to order is below par.
 */
export function stateOf(supply: Supply): Exclude<StockState, "uncounted"> {
  const { on_hand, reorder_point, par_level, lead_time_days, delivery_interval_days } = supply;
  if (on_hand <= 0) return "out";
  if (on_hand < usageOf(supply, lead_time_days)) return "runs_out";
  if (on_hand <= reorder_point) return "low";
  const covered = usageOf(supply, lead_time_days + delivery_interval_days);
  return on_hand < Math.max(par_level, covered) ? "below_par" : "ok";
}

/** The usage of some days, rounded up. */
function usageOf({ per_day }: Pick<Supply, "per_day">, days: number): Milli {
  return ceiling(times(per_day, fraction([days])));
}

/**
 * Days that the stock lasts, in tenths of a day: on hand / usage per day. Null if nothing is used.
 */
export function tenthsOfDaysOnHand({ on_hand, per_day }: Supply): number | null {
  const { numerator, denominator } = per_day;
  if (numerator <= 0n) return null;
  return rounded(
    times(fraction([on_hand, 10]), { numerator: denominator, denominator: numerator }),
  );
}

/**
 * Whole packs to order: up to par, or to usage per day x (lead time + delivery interval) when that is
 * more, less what is on hand and on order, rounded up. Source: periodic ordering, as purchasing
 * handbooks give it.
 *
 * @param horizonDays Days to last, instead of par, lead time and interval.
 */
export function packsToOrder(supply: Supply, horizonDays?: number): number {
  const { on_hand, on_order, per_day, pack_size } = supply;
  const used = (days: number) => times(per_day, fraction([days]));
  const { lead_time_days, delivery_interval_days, par_level } = supply;
  const missing = (upTo: Fraction) =>
    ceiling(times(plus(upTo, fraction([-on_hand - on_order])), fraction([1], [pack_size])));
  if (horizonDays !== undefined) return Math.max(0, missing(used(horizonDays)));
  const covered = missing(used(lead_time_days + delivery_interval_days));
  return Math.max(0, covered, missing(fraction([par_level])));
}
