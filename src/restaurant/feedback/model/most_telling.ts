/**
 * Sentences that are weighed together, as many as the longest text had that the model learnt from:
 * of hundreds, small doubts would add up to the contrary of what all of them say.
 */
export const WEIGHED = 12;

/** As many as are weighed, in their order: those that tell most, the earlier ones first. */
export function mostTelling<Item>(
  all: readonly Item[],
  telling: (item: Item) => number,
): readonly Item[] {
  if (all.length <= WEIGHED) return all;
  const kept = new Set(
    all.toSorted((left, right) => telling(right) - telling(left)).slice(0, WEIGHED),
  );
  return all.filter((item) => kept.has(item));
}
