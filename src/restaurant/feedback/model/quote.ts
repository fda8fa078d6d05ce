import type { Quote } from "./analysis.ts";
import type { Token } from "./tokens.ts";

const JOINS: ReadonlySet<string> = new Set(["but", "and", "although", "though", "however", "while", "whereas", "plus", "also", "then", "&", "+"]);

/** What the guest wrote from one token to another. */
export function quoteOf(text: string, first: Token, last: Token): Quote {
  return { quote: text.slice(first.start, last.end), start: first.start, end: last.end };
}

/** A clause as it was written, without the comma or "but" that it begins with. */
export function quoteClause(text: string, tokens: readonly Token[]): Quote | null {
  const from = tokens.findIndex(({ kind, norm }) => kind !== "mark" && !JOINS.has(norm));
  const first = tokens[Math.max(0, from)];
  const last = tokens.findLast(({ kind, norm }) => kind !== "mark" || /^[!?"”')]/.test(norm)) ?? tokens.at(-1);
  if (first === undefined || last === undefined || last.end <= first.start) return null;
  return quoteOf(text, first, last);
}
