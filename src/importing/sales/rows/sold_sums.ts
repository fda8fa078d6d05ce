import { isAverageWord, isTotalWord } from "../../cells/total_words.ts";

/** Notes items that are called like a sum, though no rows above come to it. */
export interface SoldSums {
  note(item: string, line: number): void;
  notes(): readonly string[];
}

/** None so far. */
export function soldSums(): SoldSums {
  const lines = new Map<string, number>();
  const others = new Set<string>();
  return {
    note(item, line) {
      if (others.has(item) || lines.has(item)) return;
      if (isTotalWord(item) || isAverageWord(item)) lines.set(item, line);
      else others.add(item);
    },
    notes: () =>
      [...lines].map(([item, line]) =>
        `'${item}' was sold (line ${line}): no rows above come to it, so it was taken for an item.`
      ),
  };
}
