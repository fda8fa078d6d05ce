import { ceiling, type Fraction, fraction } from "../../values/fraction.ts";
import type { Minor } from "../../values/money.ts";

/** A change of price, in minor units, of something that costs so much to make. */
export interface PriceChange {
  readonly price: Minor;
  readonly new_price: Minor;
  readonly cost: Minor;
}

/**
 * How many units must be sold at the new price so that the margin stays what it was:
 * units x (price - cost) / (new price - cost), rounded up. Arithmetic, not advice: whether guests
 * stay is not in it.
 *
 * @returns Null when the new price leaves no margin, or the old one left none to keep.
 */
export function unitsToKeepMargin(
  units: number,
  { price, new_price, cost }: PriceChange,
): number | null {
  const [old, recent] = [price - cost, new_price - cost];
  if (recent <= 0 || old <= 0) return null;
  const needed: Fraction = fraction([units, old], [recent]);
  return ceiling(needed);
}
