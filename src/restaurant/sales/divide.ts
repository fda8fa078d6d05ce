import {
  type Dimension,
  DIMENSIONS,
  type Division,
  type SoldThing,
  type WholeSale,
} from "./dimensions.ts";
import type { Figures, RollupEntry } from "./figures.ts";

/** An order or a refund that can be divided into the groups of any dimension. */
export interface Divisible extends WholeSale {
  readonly whole: Figures;
  /** The figures of each payment method. */
  payments(): Iterable<readonly [method: string, figures: Figures]>;
  /** The figures of its lines, added up by key. */
  lines(key: (line: SoldThing) => string): Iterable<readonly [key: string, figures: Figures]>;
}

const DIVISIONS = Object.entries(DIMENSIONS) as [Dimension, Division][];

/** The contribution of a sale to each of its groups, in every dimension. */
export function divide(divisible: Divisible): RollupEntry[] {
  const { sale: { location_id }, moment: { business_date } } = divisible;
  const entries: RollupEntry[] = [];
  for (const [dimension, division] of DIVISIONS) {
    for (const [key, figures] of groupsOf(divisible, division)) {
      entries.push({ location_id, dimension, business_date, key, figures });
    }
  }
  return entries;
}

function groupsOf(
  divisible: Divisible,
  division: Division,
): Iterable<readonly [key: string, figures: Figures]> {
  const { sale } = divisible;
  switch (division.by) {
    case "whole": {
      const key = division.key(divisible);
      return key === undefined ? [] : [[key, divisible.whole]];
    }
    case "payment":
      return divisible.payments();
    case "line":
      return divisible.lines(division.key);
    case "order":
      return "opened" in sale ? division.groups(sale) : [];
    case "refund":
      return "refunded" in sale ? division.groups(sale) : [];
  }
}
