import { uniformFloat64 } from "pure-rand/distribution/uniformFloat64";
import { xoroshiro128plus } from "pure-rand/generator/xoroshiro128plus";

/** Chance that a seed decides: a number from 0 up to, but not including, 1. */
export type Random = () => number;

/** Picks one thing, weighted; undefined if there is nothing to pick. */
export type Choice<Item> = (random: Random) => Item | undefined;

/**
 * Chance of its own for everything that has a name, so that a change to one thing leaves the others
 * as they were: `seededRandom(1, "orders", "2026-11-23")`.
 */
export function seededRandom(seed: number, ...name: readonly string[]): Random {
  const generator = xoroshiro128plus(hash([seed, ...name].join("/")));
  return () => uniformFloat64(generator);
}

/** Whether an event with this probability happens. */
export function happens(random: Random, probability: number): boolean {
  return random() < probability;
}

/** An integer from `low` to `high`, both included. */
export function between(random: Random, low: number, high: number): number {
  return low + Math.floor(random() * (high - low + 1));
}

/** `mean` with chance in its last place: 2.3 is 2 in seven of ten times and else 3. */
export function around(random: Random, mean: number): number {
  return Math.floor(mean + random());
}

/** Roughly the normal distribution with mean 0 and deviation 1 (Irwin-Hall with four terms). */
export function deviation(random: Random): number {
  return (random() + random() + random() + random() - 2) * Math.sqrt(3);
}

/** One of a list, each as likely. */
export function oneOf<Item>(random: Random, items: readonly Item[]): Item | undefined {
  return items[Math.floor(random() * items.length)];
}

/** A choice among items by their weights; those without weight never come. */
export function weighted<Item>(
  items: readonly Item[],
  weight: (item: Item) => number,
): Choice<Item> {
  const offered = items.filter((item) => weight(item) > 0);
  const sums: number[] = [];
  let total = 0;
  for (const item of offered) sums.push(total += weight(item));
  return (random) => {
    const at = random() * total;
    let index = 0;
    while (index < sums.length - 1 && at >= (sums[index] ?? 0)) index += 1;
    return offered[index];
  };
}

/** 32 bits from a text: FNV-1a, and the last step of MurmurHash3 to spread them. */
function hash(text: string): number {
  let bits = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) bits = Math.imul(bits ^ text.charCodeAt(i), 0x01000193);
  bits = Math.imul(bits ^ bits >>> 16, 0x85ebca6b);
  bits = Math.imul(bits ^ bits >>> 13, 0xc2b2ae35);
  return bits ^ bits >>> 16;
}
