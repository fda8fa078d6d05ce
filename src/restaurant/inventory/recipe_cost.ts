import type { Row } from "../../storage/schema/schema.ts";
import { type Fraction, fraction, plus, ZERO } from "../../values/fraction.ts";
import type { RecipeLine } from "./recipes.ts";

/** The cost of an ingredient: a pack of a quantity (thousandths) for a price (minor units). */
export type PackPrice = Pick<Row<"ingredients">, "pack_size" | "pack_cost">;

/**
 * The ingredient cost of one portion, in minor units, exactly: the sum of quantity x pack cost /
 * pack size, where the quantity is as purchased (edible quantity / yield). Round it at the end.
 *
 * @param packs By ingredient id, all of one currency; an ingredient that is not in it costs
 * nothing.
 */
export function recipeCost(
  lines: readonly RecipeLine[],
  packs: ReadonlyMap<string, PackPrice>,
): Fraction {
  return lines.map(({ ingredient_id, quantity, yield_percent }) => {
    const pack = packs.get(ingredient_id);
    if (pack === undefined) return ZERO;
    return fraction([quantity, 100, pack.pack_cost], [yield_percent, pack.pack_size]);
  }).reduce(plus, ZERO);
}
