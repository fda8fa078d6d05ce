import type { Token } from "./tokens.ts";

/*
 * Words that mean the contrary of what the model learnt of them, in the few places where that can
 * be told by rule. What the guest wrote stays as it is; only the words that are weighed change.
 */

const SERVED_COLD: ReadonlySet<string> = new Set(
  "drink drinks beer beers wine wines champagne prosecco cocktail cocktails pint pints lager cider soda coke lemonade juice water milkshake smoothie gelato sorbet gazpacho"
    .split(" "),
);
/** Words between a drink and "cold". */
const LINKS: ReadonlySet<string> = new Set(
  "was were is are came arrived served all both nice nicely ice really properly perfectly lovely and"
    .split(" "),
);
/** Words between "can't recommend" and "enough". */
const LONGEST_PRAISED = 6;

/** The words as they are meant: cold is right for a drink, "can't recommend enough" is praise. */
export function plainReading(tokens: readonly Token[]): readonly Token[] {
  const praised = tokens.flatMap((_, at) => praisedEnough(tokens, at));
  const dropped = new Set(praised.map(({ not }) => not));
  const changed = new Map(praised.map(({ enough }) => [enough, "highly"]));
  tokens.forEach((_, at) => {
    if (isRightlyCold(tokens, at)) changed.set(at, "refreshing");
  });
  if (dropped.size === 0 && changed.size === 0) return tokens;
  return tokens.map((token, at) => ({ ...token, norm: changed.get(at) ?? token.norm }))
    .filter((_, at) => !dropped.has(at));
}

function isRightlyCold(tokens: readonly Token[], at: number): boolean {
  if (tokens[at]?.norm !== "cold") return false;
  let before = at - 1;
  while (LINKS.has(tokens[before]?.norm ?? "")) before--;
  const thing = tokens[before]?.norm ?? "";
  const isIceCream = thing === "cream" && tokens[before - 1]?.norm === "ice";
  return before < at - 1 && (SERVED_COLD.has(thing) || isIceCream);
}

function praisedEnough(
  tokens: readonly Token[],
  at: number,
): readonly { readonly not: number; readonly enough: number }[] {
  const [can, not, recommend] = [0, 1, 2].map((step) => tokens[at + step]?.norm);
  if (can !== "can" && can !== "could" || not !== "not" || recommend !== "recommend") return [];
  const from = at + 3;
  const ahead = tokens.slice(from, from + LONGEST_PRAISED + 1);
  const end = ahead.findIndex(({ norm }) => norm === "enough");
  const isOpen = ahead.slice(0, Math.max(0, end)).every(({ kind }) => kind === "word");
  return end < 0 || !isOpen ? [] : [{ not: at + 1, enough: from + end }];
}
