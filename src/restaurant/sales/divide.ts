import type { Order, Refund } from "../orders/model/order.ts";
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
  /** One of them is null. */
  readonly order: Order | null;
  readonly refund: Refund | null;
  /** The figures of each payment method. */
  payments(): Iterable<readonly [method: string, figures: Figures]>;
  /** The figures of its lines, added up by key. */
  lines(key: (line: SoldThing) => string): Iterable<readonly [key: string, figures: Figures]>;
}

const DIVISIONS = Object.entries(DIMENSIONS) as [Dimension, Division][];

/** The contribution of a sale to each of its groups, in every dimension. */
export function divide(sale: Divisible): RollupEntry[] {
  const { location_id, moment: { business_date } } = sale;
  const entries: RollupEntry[] = [];
  for (const [dimension, division] of DIVISIONS) {
    for (const [key, figures] of groupsOf(sale, division)) {
      entries.push({ location_id, dimension, business_date, key, figures });
    }
  }
  return entries;
}

function groupsOf(
  sale: Divisible,
  division: Division,
): Iterable<readonly [key: string, figures: Figures]> {
  switch (division.by) {
    case "whole": {
      const key = division.key(sale);
      return key === undefined ? [] : [[key, sale.whole]];
    }
    case "payment":
      return sale.payments();
    case "line":
      return sale.lines(division.key);
    case "order":
      return sale.order === null ? [] : division.groups(sale.order);
    case "refund":
      return sale.refund === null ? [] : division.groups(sale.refund);
  }
}
