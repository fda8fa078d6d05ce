import type { Row } from "../storage/schema.ts";
import { type Fraction, fraction, plus, times, ZERO } from "../values/fraction.ts";
import { type RecipeLine, takenByOne } from "./recipes.ts";

/** What an ingredient costs: a pack of so much (thousandths) for so much (minor units). */
export type PackPrice = Pick<Row<"ingredients">, "pack_size" | "pack_cost">;

/**
 * What the ingredients of one portion cost, in minor units, exactly: the sum of quantity x pack cost
 * / pack size, where the quantity is as purchased (edible quantity / yield).
 *
 * @param packs By ingredient id; an ingredient that is not in it costs nothing.
 */
export function recipeCost(
  lines: readonly RecipeLine[],
  packs: ReadonlyMap<string, PackPrice>,
): Fraction {
  return lines.map((line) => {
    const pack = packs.get(line.ingredient_id);
    if (pack === undefined) return ZERO;
    return times(takenByOne(line), fraction([pack.pack_cost], [pack.pack_size]));
  }).reduce(plus, ZERO);
}
