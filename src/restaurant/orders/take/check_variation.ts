import { listedVariations, unknownVariation, variationNamed } from "../../menu/choose_variation.ts";
import type { WholeMenuItem } from "../../menu/menu_items.ts";
import { type Variation, WHOLE_PORTION } from "../../menu/variations.ts";
import type { Report } from "./problems.ts";

/**
 * What is sold of an item: the variation that is wanted, its only one if none is named, or under no
 * name the item at its own price. A choice that is open is reported, with what there is and costs.
 */
export function checkVariation(
  wanted: string | undefined,
  item: WholeMenuItem,
  report: Report,
): Variation | undefined {
  const text = wanted?.trim() ?? "";
  const [only, ...others] = item.variations;
  if (text === "") {
    if (only === undefined) return { name: "", price: item.price, portion: WHOLE_PORTION };
    if (others.length === 0) return only;
    report("variation", `Say which '${item.name}': ${listedVariations(item)}.`);
    return undefined;
  }
  const found = variationNamed(text, item.variations);
  if (found === undefined) report("variation", unknownVariation(text, item));
  return found;
}
