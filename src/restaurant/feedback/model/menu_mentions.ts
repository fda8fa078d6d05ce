import type { Token } from "./tokens.ts";

/** An item as guests may call it. */
export interface MenuName {
  readonly id: string;
  readonly name: string;
  /** Other names: variations, nicknames. */
  readonly aliases?: readonly string[];
}

/** A mention of a menu item, as a range of tokens. */
export interface Mention {
  readonly id: string;
  readonly from: number;
  readonly to: number;
}

/** Names of items by their words, ready to be found in texts. */
export type MenuIndex = ReadonlyMap<string, string>;

const LONGEST_NAME = 6;
/** "Fish & Chips" is also "fish and chips". */
const JOINING: ReadonlySet<string> = new Set(["and", "&", "+", "n"]);
/** Words of a name that do not say which item is meant. */
const VAGUE: ReadonlySet<string> = new Set(
  "the and of with in on a an la le al our house special classic fresh small large medium regular hot iced cold white red green black sweet spicy crispy grilled fried roast roasted baked smoked pulled chicken beef pork lamb fish rice bread cheese sauce salad soup pizza pasta burger sandwich coffee tea juice water wine beer cake pie side dish plate bowl cup glass bottle half full double single new old big little grand style day days daily week kids mini set menu meal lunch dinner breakfast brunch dessert starter drink drinks gift card food table order home made homemade family party chef mixed plain original egg eggs steak toast butter cream milk chips fries bar sunday summer winter spring roll rolls wrap"
    .split(" "),
);

/**
 * The meaning of each name of an item: its full name, its aliases, and shorter parts of the name
 * that only one item has.
 */
export function indexMenu(menu: readonly MenuName[]): MenuIndex {
  const index = new Map<string, string | null>();
  const parts = new Map<string, string | null>();
  for (const { id, name, aliases = [] } of menu) {
    for (const called of [name, ...aliases]) {
      const words = nameWords(called);
      claim(index, words.join(" "), id);
      claim(index, words.join(""), id); // "cheeseburger" for "cheese burger"
      for (const part of partsOf(words)) claim(parts, part, id);
    }
  }
  for (const [part, id] of parts) if (!index.has(part)) index.set(part, id);
  return new Map(
    [...index].flatMap(([name, id]) => id === null || name === "" ? [] : [[name, id]]),
  );
}

/** A name that two items claim means neither. */
function claim(names: Map<string, string | null>, name: string, id: string): void {
  const before = names.get(name);
  names.set(name, before === undefined || before === id ? id : null);
}

function nameWords(name: string): string[] {
  const bare = name.toLowerCase().normalize("NFKD").replace(/\p{M}|['’]/gu, "").replace(
    /\(.*?\)/gu,
    " ",
  );
  return (bare.match(/[\p{L}\p{N}]+/gu) ?? []).filter((word) => !JOINING.has(word))
    .slice(0, LONGEST_NAME).map(singular);
}

function singular(word: string): string {
  if (word.length < 4 || word.endsWith("ss")) return word;
  return word.endsWith("ies")
    ? `${word.slice(0, -3)}y`
    : word.endsWith("s")
    ? word.slice(0, -1)
    : word;
}

/** Runs of words out of a name that say more than "chicken" or "salad". */
function partsOf(words: readonly string[]): string[] {
  const found: string[] = [];
  for (let from = 0; from < words.length; from++) {
    for (let to = from + 1; to <= words.length; to++) {
      const part = words.slice(from, to);
      const telling = part.filter((word) => !VAGUE.has(word) && word.length > 3);
      if (telling.length > 0 && !["and", "with", "of"].includes(part.at(-1) ?? "")) {
        found.push(part.join(" "));
      }
    }
  }
  return found;
}

/** The items that a sentence mentions, the longest names first taken. */
export function menuMentions(tokens: readonly Token[], index: MenuIndex): Mention[] {
  const found: Mention[] = [];
  for (let from = 0; from < tokens.length; from++) {
    const hit = longestAt(tokens, from, index);
    if (hit === undefined) continue;
    found.push(hit);
    from = hit.to;
  }
  return found;
}

function longestAt(tokens: readonly Token[], from: number, index: MenuIndex): Mention | undefined {
  let words = "";
  let hit: Mention | undefined;
  for (let to = from; to < Math.min(tokens.length, from + LONGEST_NAME); to++) {
    const token = tokens[to];
    if (token !== undefined && to > from && JOINING.has(token.norm)) continue;
    if (token === undefined || token.kind !== "word" && token.kind !== "number") break;
    words = `${words}${to === from ? "" : " "}${singular(token.norm)}`;
    const id = index.get(words) ?? index.get(words.replaceAll(" ", ""));
    if (id !== undefined) hit = { id, from, to };
  }
  return hit;
}
