import { blanked, wordsOf } from "./alert_hits.ts";
import { ALERT_KINDS, ALERT_PATTERNS, type AlertKind, NEAR_MISSES } from "./alert_patterns.ts";
import { HARMLESS, PLAIN_CLAIMS } from "./plain_patterns.ts";
import type { Token } from "./tokens.ts";

/** The verdict of the rules on top of the model. */
export interface PlainVerdict {
  /** Said so plainly that the model is not asked. */
  readonly claimed: ReadonlySet<AlertKind>;
  /** Mentioned only for harmless things, denied, or demanded: never an alert. */
  readonly ruledOut: ReadonlySet<AlertKind>;
}

/**
 * Looks for plain claims, and for kinds of alert without evidence once harmless words are removed.
 */
export function plainVerdict(tokens: readonly Token[]): PlainVerdict {
  const text = blanked(wordsOf(tokens).text, NEAR_MISSES);
  const claimed = new Set<AlertKind>();
  const ruledOut = new Set<AlertKind>();
  for (const kind of ALERT_KINDS) {
    const rest = blanked(text, HARMLESS[kind]);
    if (matches(PLAIN_CLAIMS[kind], rest)) claimed.add(kind);
    else if (rest !== text && !matches(ALERT_PATTERNS[kind], rest)) ruledOut.add(kind);
  }
  return { claimed, ruledOut };
}

function matches(pattern: RegExp, text: string): boolean {
  return text.search(pattern) >= 0;
}
