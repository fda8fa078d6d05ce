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

const DIVISIONS = Object.entries(DIMENSIONS) as [Dimension, Division][];

/** The contribution of a sale to each of its groups, in every dimension. */
export function divide(divisible: Divisible): RollupEntry[] {
  const { sale: { location_id }, moment: { business_date }, whole } = divisible;
  const entries: RollupEntry[] = [];
  const add = (dimension: Dimension, key: string, figures: Figures) =>
    entries.push({ location_id, dimension, business_date, key, figures });
  for (const [dimension, division] of DIVISIONS) {
    if (division.by === "whole") {
      const key = division.key(divisible);
      if (key !== undefined) add(dimension, key, whole);
    } else {
      groupsOf(divisible, division).forEach((figures, key) => add(dimension, key, figures));
    }
  }
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
