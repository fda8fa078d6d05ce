import type { Milli } from "../../values/money.ts";

/** What moved an ingredient between two counts; every figure in thousandths of its unit. */
export interface StockFlow {
  /** Counted at the start. */
  readonly opening: Milli;
  readonly received: Milli;
  /** Net of transfers to other locations. */
  readonly transferred_in: Milli;
  /** Counted at the end. */
  readonly closing: Milli;
  /** Logged as waste, positive. */
  readonly wasted: Milli;
  /** Recipes x units sold. */
  readonly theoretical: Milli;
}

/** Actual against theoretical usage (AvT). */
export interface UsageVariance {
  /** Opening + received + transfers - closing. */
  readonly actual: Milli;
  readonly theoretical: Milli;
  /** Actual less theoretical; positive is more than the recipes say. */
  readonly variance: Milli;
  readonly wasted: Milli;
  /** The variance that no logged waste explains. */
  readonly unexplained: Milli;
}

/** The usage between two counts, and how much of it sales and waste explain. */
export function usageVariance(
  { opening, received, transferred_in, closing, wasted, theoretical }: StockFlow,
): UsageVariance {
  const actual = opening + received + transferred_in - closing;
  const variance = actual - theoretical;
  return { actual, theoretical, variance, wasted, unexplained: variance - wasted };
}
