import type { Milli, Minor } from "../../values/money.ts";
import { sum } from "../../values/sum.ts";
import { roundToSum } from "./round_to_sum.ts";

/** Sales of one thing at a price of its own: an item in one variation. */
export interface Sold {
  readonly units: Milli;
  readonly gross: Minor;
}

/** The components of a period's net sales. */
export interface SalesParts {
  readonly open_days: number;
  readonly orders: number;
  /** By item and variation. */
  readonly sold: ReadonlyMap<string, Sold>;
  readonly discounts: Minor;
  readonly refunds: Minor;
  readonly service_charges: Minor;
}

/**
 * What changed net sales from one period to the next; the parts add up to the change, to the cent.
 */
export interface Drivers {
  /** More or fewer days on which anything was sold. */
  readonly open_days: Minor;
  readonly orders_per_open_day: Minor;
  readonly items_per_order: Minor;
  /** The same things at other prices. */
  readonly price: Minor;
  /** Dearer or cheaper things in place of others. */
  readonly mix: Minor;
  /** More comps are negative, as are more refunds. */
  readonly discounts: Minor;
  readonly refunds: Minor;
  readonly service_charges: Minor;
}

/**
 * Splits the change in net sales exactly. Gross sales = units x share of each thing x its price, and
 * units = open days x orders per open day x items per order. Each factor's part is measured at the
 * mean of both periods (Bennet's indicator; Shapley values for the three factors of units), so the
 * parts do not depend on an order, add up, and are zero for what did not change. A thing sold in one
 * period only has no change of price: it is mix.
 *
 * @returns Null when one of the periods sold nothing: there is nothing to compare.
 */
export function driversOf(previous: SalesParts, current: SalesParts): Drivers | null {
  const [before, now] = [volumeOf(previous), volumeOf(current)];
  if (before === null || now === null) return null;
  const keys = new Set([...previous.sold.keys(), ...current.sold.keys()]);
  let [price, value] = [0, 0];
  for (const key of keys) {
    const part = partOf(previous.sold.get(key), current.sold.get(key), before, now);
    price += part.price;
    value += part.value;
  }
  const volume = volumeParts(before, now).map((units) => units * value);
  const change = grossOf(current) - grossOf(previous);
  const mix = change - price - sum(volume);
  const [open_days = 0, orders = 0, items = 0, prices = 0, mixes = 0] = roundToSum(
    [...volume, price, mix],
    change,
  );
  return {
    open_days,
    orders_per_open_day: orders,
    items_per_order: items,
    price: prices,
    mix: mixes,
    discounts: previous.discounts - current.discounts,
    refunds: previous.refunds - current.refunds,
    service_charges: current.service_charges - previous.service_charges,
  };
}

interface Volume {
  readonly units: Milli;
  /** Open days, orders per open day, units per order: their product is the units. */
  readonly factors: readonly [number, number, number];
}

function volumeOf({ open_days, orders, sold }: SalesParts): Volume | null {
  const units = sold.values().reduce((sum, one) => sum + one.units, 0);
  if (open_days <= 0 || orders <= 0 || units <= 0) return null;
  return { units, factors: [open_days, orders / open_days, units / orders] };
}

/**
 * One thing's part: what its price moved at the mean of both quantities, and its mean price at the
 * mean of both shares, which sums up to the value of an average unit.
 */
function partOf(
  previous: Sold | undefined,
  current: Sold | undefined,
  before: Volume,
  now: Volume,
): { readonly price: number; readonly value: number } {
  const [old, recent] = [priceOf(previous), priceOf(current)];
  const mean = ((old ?? recent ?? 0) + (recent ?? old ?? 0)) / 2;
  const [sold0, sold1] = [previous?.units ?? 0, current?.units ?? 0];
  return {
    price: old === null || recent === null ? 0 : (sold0 + sold1) / 2 * (recent - old),
    value: mean * (sold0 / before.units + sold1 / now.units) / 2,
  };
}

/** Gross of a thousandth; null if nothing was sold, or returns exceed sales. */
function priceOf(sold: Sold | undefined): number | null {
  return sold === undefined || sold.units <= 0 ? null : sold.gross / sold.units;
}

/** Shapley values of the three factors of units: their sum is the change of their product. */
function volumeParts({ factors: [a, b, c] }: Volume, now: Volume): [number, number, number] {
  const [x, y, z] = now.factors;
  const part = (change: number, p0: number, p1: number, q0: number, q1: number) =>
    change * ((p0 * q0 + p1 * q1) / 3 + (p0 * q1 + p1 * q0) / 6);
  return [part(x - a, b, y, c, z), part(y - b, a, x, c, z), part(z - c, a, x, b, y)];
}

function grossOf({ sold }: SalesParts): Minor {
  return sold.values().reduce((sum, { gross }) => sum + gross, 0);
}
