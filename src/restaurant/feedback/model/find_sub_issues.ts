import { ASPECTS } from "./aspects.ts";
import { blanked, wordsOf } from "./alert_hits.ts";
import { HARMLESS } from "./plain_patterns.ts";
import { SUB_ISSUES, type SubIssue } from "./sub_issues.ts";
import type { Tagged } from "./tag.ts";

/** How many concrete complaints one sentence can hold about one aspect. */
const MOST = 2;

/** Words that deny or only demand what a complaint names ("no hair in my food"). */
const HARMLESS_WORDS: ReadonlyMap<string, RegExp> = new Map([
  ["hair_in_food", HARMLESS.foreign_object],
  ["pests", HARMLESS.foreign_object],
  ["wrong_bill", HARMLESS.billing],
]);

/** The concrete complaints about an aspect in words that judge it badly. */
export function findSubIssues(index: number, tokens: readonly Tagged[]): SubIssue[] {
  const { text } = wordsOf(tokens);
  return SUB_ISSUES.filter(({ id, aspect, pattern }) =>
    aspect === ASPECTS[index] && pattern.test(withoutHarmless(id, text))
  ).slice(0, MOST);
}

function withoutHarmless(id: string, text: string): string {
  const harmless = HARMLESS_WORDS.get(id);
  return harmless === undefined ? text : blanked(text, harmless);
}
