import { formatDecimal } from "./money.ts";

/**
 * A quantity as people say it: `1,542`, `15.42`, `0.125`. Large ones have fewer decimals, because
 * twenty kilograms are not weighed to the milligram.
 */
export function quantityNumber(quantity: number): string {
  // Nothing is ever minus zero.
  return formatDecimal(quantity + 0, Math.min(decimalsOf(quantity), mostDecimals(quantity)));
}

/** How many decimals a quantity of this size has at most. */
function mostDecimals(quantity: number): number {
  const size = Math.abs(quantity);
  return size >= 1000 ? 0 : size >= 100 ? 1 : size >= 1 ? 2 : 3;
}

/** How many decimals a quantity needs to be exact, up to thousandths. */
export function decimalsOf(quantity: number): number {
  return Math.min(3, String(Math.round(quantity * 1000) / 1000).split(".")[1]?.length ?? 0);
}
