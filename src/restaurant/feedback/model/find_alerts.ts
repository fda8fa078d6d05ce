import type { AlertEvidence } from "./alert_hits.ts";
import { ALERT_KINDS } from "./alert_patterns.ts";

/** The inputs of the alert model: those of the words, and what the patterns found in them. */
export function alertFeatures(
  words: ReadonlySet<string>,
  { hits, nearMiss }: AlertEvidence,
): Set<string> {
  const found = new Set(words);
  for (const { kind } of hits) found.add(`?${kind}`);
  if (hits.length === 0) found.add("?none");
  if (nearMiss) found.add("?near");
  return found;
}

/** The numbers that decide whether a kind of alert, by its place, is raised. */
export function alertInputs(
  kind: number,
  { hits, nearMiss }: AlertEvidence,
  alertScores: readonly number[],
  judgement: readonly number[],
): number[] {
  const isHit = hits.some((hit) => hit.kind === ALERT_KINDS[kind]);
  const [praise = 0, blame = 0, neither = 0] = judgement;
  const score = alertScores[kind] ?? 0;
  return [
    isHit ? 1 : 0,
    score,
    hits.length > 0 ? 1 : 0,
    Math.max(...alertScores),
    nearMiss ? 1 : 0,
    praise,
    blame,
    neither,
    isHit ? praise : 0,
    isHit ? blame : 0,
    isHit ? neither : 0,
    isHit ? score : 0,
    ...ALERT_KINDS.map((_, at) => at === kind ? 1 : 0),
    ...ALERT_KINDS.map((_, at) => at === kind && isHit ? 1 : 0),
  ];
}
