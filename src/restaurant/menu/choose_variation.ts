import { foldText, foldWords } from "../../values/fold.ts";
import { similarNames } from "../../values/similar_names.ts";
import { type Variation, variationsText } from "./variations.ts";

/** More are counted. */
const MOST_LISTED = 8;

/** An item that is sold in variations. */
export interface Choosable {
  readonly name: string;
  readonly currency: string;
  readonly variations: readonly Variation[];
}

/** The variation that a text names, regardless of capitals, accents and signs. */
export function variationNamed(
  text: string,
  variations: readonly Variation[],
): Variation | undefined {
  return variations.find(({ name }) => variationKey(name) === variationKey(text));
}

/** What is alike in two spellings of a variation's name. */
export function variationKey(name: string): string {
  return foldWords(name) || foldText(name.trim());
}

/** What an item without such a variation has instead. */
export function unknownVariation(text: string, item: Choosable): string {
  const { name, variations } = item;
  const shown = text.slice(0, 40);
  if (variations.length === 0) {
    return `'${name}' has no variations; leave it out. Other choices are modifiers.`;
  }
  const similar = similarNames(text, variations.map(({ name }) => ({ id: name, name })));
  return `'${name}' has no variation '${shown}'; ` +
    (similar.length === 0
      ? `it has ${listedVariations(item)}.`
      : `perhaps ${similar.map(({ name }) => name).join(" or ")}.`);
}

/** The variations of an item with their prices, as many as a sentence can hold. */
export function listedVariations({ variations, currency }: Choosable): string {
  const more = variations.length - MOST_LISTED;
  return variationsText(variations.slice(0, MOST_LISTED), currency) +
    (more > 0 ? ` and ${more} more` : "");
}
