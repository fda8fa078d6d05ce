import { RestaurantError } from "../../values/errors.ts";
import type { Minor } from "../../values/money.ts";
import { listedVariations, unknownVariation, variationNamed } from "./choose_variation.ts";
import type { WholeMenuItem } from "./menu_items.ts";
import { MOST_VARIATIONS, type Variation, WHOLE_PORTION } from "./variations.ts";

/** One variation of an item as it is to be: it is dropped if it has no price. */
export interface WantedVariation {
  readonly name: string;
  /** In minor units. */
  readonly price: Minor | undefined;
}

/**
 * All variations of an item after one of them got a price, was added, or was dropped.
 *
 * @throws {RestaurantError} INVALID_INPUT if there is none of that name to drop, or too many.
 */
export function changedVariations(
  item: WholeMenuItem,
  { name, price }: WantedVariation,
): readonly Variation[] {
  const { variations } = item;
  const known = variationNamed(name, variations);
  if (price === undefined) {
    if (known === undefined) throw invalid("variation", unknownVariation(name, item));
    return variations.filter((one) => one !== known);
  }
  if (known !== undefined) {
    return variations.map((one) => one === known ? { ...one, price } : one);
  }
  if (variations.length < MOST_VARIATIONS) {
    return [...variations, { name, price, portion: WHOLE_PORTION }];
  }
  throw invalid("variation", `An item has at most ${MOST_VARIATIONS} variations.`);
}

/**
 * Checks that an item is sold at a price of its own, if that is to change.
 *
 * @throws {RestaurantError} INVALID_INPUT if it is sold in variations.
 */
export function assertNoVariations(item: WholeMenuItem): void {
  if (item.variations.length === 0) return;
  throw invalid(
    "price",
    `${item.name} is sold as ${listedVariations(item)}; say which with updates.variation.`,
  );
}

function invalid(name: "price" | "variation", problem: string): RestaurantError {
  const field = `updates.${name}`;
  return new RestaurantError("INVALID_INPUT", `${field}: ${problem}`, {
    fields: [{ field, problem }],
  });
}
