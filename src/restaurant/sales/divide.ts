import {
  type Dimension,
  DIMENSIONS,
  type Division,
  type SoldThing,
  type WholeSale,
} from "./dimensions.ts";
import { type Groups, NONE } from "./detail_figures.ts";
import type { Figures, RollupEntry } from "./figures.ts";

/** An order or a refund that can be divided into the groups of any dimension. */
export interface Divisible extends WholeSale {
  readonly whole: Figures;
  /** The figures of each payment method. */
  payments(): Groups;
  /** The figures of its lines, added up by key. */
  lines(key: (line: SoldThing) => string): Groups;
}

/** Takes the figures of one group. */
export type TakeGroup = (dimension: Dimension, key: string, figures: Figures) => void;

const DIVISIONS = Object.entries(DIMENSIONS) as [Dimension, Division][];

/** Gives the contribution of a sale to each of its groups, in every dimension. */
export function divide(divisible: Divisible, take: TakeGroup): void {
  for (const [dimension, division] of DIVISIONS) {
    if (division.by === "whole") {
      const key = division.key(divisible);
      if (key !== undefined) take(dimension, key, divisible.whole);
    } else {
      const groups = groupsOf(divisible, division);
      if (groups !== NONE) groups.forEach((figures, key) => take(dimension, key, figures));
    }
  }
}

/** The same as a list. */
export function entriesOf(divisible: Divisible): RollupEntry[] {
  const { sale: { location_id }, moment: { business_date } } = divisible;
  const entries: RollupEntry[] = [];
  divide(divisible, (dimension, key, figures) => {
    entries.push({ location_id, dimension, business_date, key, figures });
  });
  return entries;
}

function groupsOf(
  divisible: Divisible,
  division: Exclude<Division, { readonly by: "whole" }>,
): Groups {
  const { sale } = divisible;
  switch (division.by) {
    case "payment":
      return divisible.payments();
    case "line":
      return divisible.lines(division.key);
    case "order":
      return "opened" in sale ? division.groups(sale) : NONE;
    case "refund":
      return "refunded" in sale ? division.groups(sale) : NONE;
  }
}
