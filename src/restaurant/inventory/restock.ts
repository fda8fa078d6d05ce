import { ceiling, type Fraction, fraction, plus, rounded, times } from "../../values/fraction.ts";
import type { Milli } from "../../values/money.ts";

/** How urgent an ingredient is at a location, the most urgent first. */
export const STOCK_STATES = ["out", "runs_out", "low", "below_par", "ok", "uncounted"] as const;

/** One of `STOCK_STATES`. */
export type StockState = typeof STOCK_STATES[number];

/** Something on order, by when it comes. */
export interface Arrival {
  /** Days from today; 0 if overdue. */
  readonly days: number;
  readonly quantity: Milli;
}

/** The stock of an ingredient, its usage, and how it is bought. */
export interface Supply {
  readonly on_hand: Milli;
  /** Placed with the supplier and not there yet. */
  readonly arrivals: readonly Arrival[];
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
 * Out: nothing is left. Runs out: used up before the delivery after the one that an order placed now
 * comes with, so it is to be ordered now. Low: at or below the reorder point. Below par: less than
 * the par level.
 */
export function stateOf(supply: Supply): Exclude<StockState, "uncounted"> {
  const { on_hand, reorder_point, par_level } = supply;
  if (on_hand <= 0) return "out";
  if (lastingDays(supply) !== null) return "runs_out";
  if (on_hand <= reorder_point) return "low";
  return on_hand < par_level ? "below_par" : "ok";
}

/**
 * Whole days that the stock lasts, with what is on order as it comes; null if it lasts until the
 * delivery after next: lead time and delivery interval from today.
 */
export function lastingDays(supply: Supply): number | null {
  const { on_hand, arrivals, per_day, lead_time_days, delivery_interval_days } = supply;
  const horizon = lead_time_days + delivery_interval_days;
  const deliveries = arrivals.map(({ days }) => days).filter((days) => days > 0 && days < horizon);
  for (const day of [...deliveries.sort((a, b) => a - b), horizon]) {
    const there = on_hand + arrivedBy(arrivals, day - 1);
    if (there < ceiling(times(per_day, fraction([day])))) return wholeDays(there, per_day);
  }
  return null;
}

/** Whole days that a quantity lasts at a usage above zero. */
function wholeDays(quantity: Milli, { numerator, denominator }: Fraction): number {
  return Math.max(0, Number(BigInt(quantity) * denominator / numerator));
}

/** What comes in the days up to one, today being 0. */
function arrivedBy(arrivals: readonly Arrival[], day: number): Milli {
  return arrivals.filter(({ days }) => days <= day).reduce((sum, one) => sum + one.quantity, 0);
}

/** All that is on order, whenever it comes. */
export function onOrder({ arrivals }: Pick<Supply, "arrivals">): Milli {
  return arrivedBy(arrivals, Infinity);
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
  const { on_hand, per_day, pack_size } = supply;
  const used = (days: number) => times(per_day, fraction([days]));
  const { lead_time_days, delivery_interval_days, par_level } = supply;
  const missing = (upTo: Fraction) =>
    ceiling(times(plus(upTo, fraction([-on_hand - onOrder(supply)])), fraction([1], [pack_size])));
  if (horizonDays !== undefined) return Math.max(0, missing(used(horizonDays)));
  const covered = missing(used(lead_time_days + delivery_interval_days));
  return Math.max(0, covered, missing(fraction([par_level])));
}
