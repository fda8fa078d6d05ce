import { isAverageWord, isTotalWord } from "../../cells/total_words.ts";

/** Notes items that are hardly sales: called like a sum that no rows come to, or a gift card. */
export interface SoldSums {
  note(item: string, line: number): void;
  notes(): readonly string[];
}

const GIFT_CARD =
  /gift ?(card|voucher|certificate)|geschenk(gutschein|karte)|carte[- ]cadeau|tarjeta (de )?regalo|buono regalo|cadeaubon|vale[- ]presente|подарочн/i;

/** None so far. */
export function soldSums(): SoldSums {
  const lines = new Map<string, number>();
  const cards = new Map<string, number>();
  const others = new Set<string>();
  return {
    note(item, line) {
      if (others.has(item) || lines.has(item) || cards.has(item)) return;
      if (isTotalWord(item) || isAverageWord(item)) lines.set(item, line);
      else if (GIFT_CARD.test(item)) cards.set(item, line);
      else others.add(item);
    },
    notes: () => [
      ...[...lines].map(([item, line]) =>
        `'${item}' was sold (line ${line}): no rows above come to it, so it was taken for an item.`
      ),
      ...[...cards].map(([item, line]) =>
        `'${item}' was taken for a sale (line ${line}): the file does not say that it is a gift card, ` +
        "which is none until it is spent."
      ),
    ],
  };
}
