import { visibleText } from "../../../values/text.ts";
import type { Quote } from "./analysis.ts";
import type { Token } from "./tokens.ts";

const JOINS: ReadonlySet<string> = new Set(
  [
    "but",
    "and",
    "although",
    "though",
    "however",
    "while",
    "whereas",
    "plus",
    "also",
    "then",
    "&",
    "+",
  ],
);

/** What must not leave the program unchanged: hidden characters, line breaks, runs of spaces. */
const CHANGING =
  /[\p{Cc}\p{Cs}\p{Default_Ignorable_Code_Point}\p{Noncharacter_Code_Point}\ufff9-\ufffb]|[^\S ]|\s{2,}/gu;

/** The guest's words between two tokens, or the longest part of them that can be shown. */
export function quoteOf(text: string, first: Token, last: Token): Quote {
  const whole = { quote: text.slice(first.start, last.end), start: first.start, end: last.end };
  return visibleText(whole.quote) === whole.quote ? whole : longestShown(whole);
}

function longestShown({ quote, start }: Quote): Quote {
  let best: Quote = { quote: "", start, end: start };
  let from = 0;
  for (
    const { index, 0: { length } } of [...quote.matchAll(CHANGING), { index: quote.length, 0: "" }]
  ) {
    const part = quote.slice(from, index);
    const shown = part.trim();
    if (shown.length > best.quote.length) {
      const at = start + from + part.indexOf(shown);
      best = { quote: shown, start: at, end: at + shown.length };
    }
    from = index + length;
  }
  return best;
}

/** A clause as it was written, without the comma or "but" that it begins with. */
export function quoteClause(text: string, tokens: readonly Token[]): Quote | null {
  const from = tokens.findIndex(({ kind, norm }) => kind !== "mark" && !JOINS.has(norm));
  const first = tokens[Math.max(0, from)];
  const last = tokens.findLast(({ kind, norm }) => kind !== "mark" || /^[!?"”')]/.test(norm)) ??
    tokens.at(-1);
  if (first === undefined || last === undefined || last.end <= first.start) return null;
  const quote = quoteOf(text, first, last);
  return quote.quote === "" ? null : quote;
}
