/** What a guest can judge, in the order in which answers list it. */
export const ASPECTS = [
  "food",
  "service",
  "price",
  "ambience",
  "wait_time",
  "cleanliness",
  "order_delivery",
] as const;

/** One of them. */
export type Aspect = typeof ASPECTS[number];

/** The letters of the aspects in the lexicon and in labelled data, in the order of `ASPECTS`. */
export const ASPECT_LETTERS = "fspawco";

/** A set of aspects: bit i stands for `ASPECTS[i]`. */
export type AspectSet = number;

/** The set that some letters name; other characters are skipped. */
export function aspectSet(letters: string): AspectSet {
  let set = 0;
  for (const letter of letters) {
    const index = ASPECT_LETTERS.indexOf(letter);
    if (index >= 0) set |= 1 << index;
  }
  return set;
}

/** Whether a set has the aspect with an index. */
export function hasAspect(set: AspectSet, index: number): boolean {
  return (set >> index & 1) === 1;
}
