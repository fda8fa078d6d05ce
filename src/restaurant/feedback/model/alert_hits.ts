import { ALERT_KINDS, ALERT_PATTERNS, type AlertKind, NEAR_MISSES } from "./alert_patterns.ts";
import type { Token } from "./tokens.ts";

/** A match for an alert, as a range of tokens. */
export interface AlertHit {
  readonly kind: AlertKind;
  /** First and last token. */
  readonly from: number;
  readonly to: number;
}

/** Words of a sentence as one text, and the token that each character belongs to. */
export interface Words {
  readonly text: string;
  readonly tokenAt: (offset: number) => number;
}

/** The words and numbers of a sentence with single spaces between them. */
export function wordsOf(tokens: readonly Token[]): Words {
  const starts: number[] = [];
  const indexes: number[] = [];
  let text = "";
  tokens.forEach(({ kind, norm }, at) => {
    if (kind !== "word" && kind !== "number" && norm !== "&") return;
    starts.push(text.length);
    indexes.push(at);
    text += `${norm} `;
  });
  return { text, tokenAt: (offset) => indexes[lastAtMost(starts, offset)] ?? 0 };
}

function lastAtMost(sorted: readonly number[], value: number): number {
  let low = 0, high = sorted.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((sorted[middle] ?? 0) <= value) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** The matches of the patterns in a sentence after near misses are removed. */
export function alertHits(tokens: readonly Token[]): AlertHit[] {
  const words = wordsOf(tokens);
  const cleared = blanked(words.text, NEAR_MISSES);
  return ALERT_KINDS.flatMap((kind) => {
    const pattern = new RegExp(ALERT_PATTERNS[kind]);
    const match = pattern.exec(cleared);
    if (match === null) return [];
    const from = words.tokenAt(match.index);
    const to = words.tokenAt(match.index + match[0].trimEnd().length - 1);
    return [{ kind, from, to }];
  });
}

/** The matches of the patterns in a sentence. */
export interface AlertEvidence {
  readonly hits: readonly AlertHit[];
  readonly nearMiss: boolean;
}

/** Looks for everything that speaks for or against an alert. */
export function alertEvidence(tokens: readonly Token[]): AlertEvidence {
  return { hits: alertHits(tokens), nearMiss: new RegExp(NEAR_MISSES).test(wordsOf(tokens).text) };
}

/** A text with what a pattern finds struck out, so that the rest keeps its places. */
export function blanked(text: string, pattern: RegExp): string {
  return text.replace(pattern, (match) => "·".repeat(match.length));
}
