import { fraction, rounded } from "../../values/fraction.ts";
import type { Milli, Minor } from "../../values/money.ts";
import type { PackPrice } from "./recipe_cost.ts";

/** The cost of a quantity at its pack price, rounded once. */
export function worth(quantity: Milli, { pack_cost, pack_size }: PackPrice): Minor {
  return rounded(fraction([quantity, pack_cost], [pack_size]));
}
