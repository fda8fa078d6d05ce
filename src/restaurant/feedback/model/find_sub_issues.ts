import { ASPECTS } from "./aspects.ts";
import { wordsOf } from "./alert_hits.ts";
import { SUB_ISSUES, type SubIssue } from "./sub_issues.ts";
import type { Tagged } from "./tag.ts";

/** How many concrete complaints one sentence can hold about one aspect. */
const MOST = 2;

/** The concrete complaints about an aspect in words that judge it badly. */
export function findSubIssues(index: number, tokens: readonly Tagged[]): SubIssue[] {
  const { text } = wordsOf(tokens);
  return SUB_ISSUES.filter(({ aspect, pattern }) => aspect === ASPECTS[index] && pattern.test(text))
    .slice(0, MOST);
}
