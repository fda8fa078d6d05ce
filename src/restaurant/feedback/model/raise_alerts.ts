import { ALERT_KINDS, type AlertKind, CRITICAL } from "./alert_patterns.ts";
import type { Alert } from "./analysis.ts";
import { alertEvidence, wordsOf } from "./alert_hits.ts";
import { alertFeatures, alertInputs } from "./find_alerts.ts";
import { features } from "./features.ts";
import { linearScores, softmax } from "./linear.ts";
import type { FeedbackModel } from "./model.ts";
import { quoteClause } from "./quote.ts";
import type { ReadSentence } from "./read_sentence.ts";
import type { Tagged } from "./tag.ts";

/** Words of two sentences that are still read as one ("I said nut allergy. He brought satay."). */
const PAIR = 60;

/** The alerts of a text, each kind once, at the words that speak for it most. */
export function raiseAlerts(
  text: string,
  read: readonly ReadSentence[],
  model: FeedbackModel,
): Alert[] {
  const best = new Map<AlertKind, { probability: number; tokens: readonly Tagged[] }>();
  for (const tokens of windows(read)) {
    alertProbabilities(tokens, model).forEach((probability, at) => {
      const kind = ALERT_KINDS[at];
      if (kind === undefined || probability < model.alertThreshold) return;
      // A pair is taken only if no sentence raises the alert by itself: it comes later.
      if (!best.has(kind)) best.set(kind, { probability, tokens });
    });
  }
  return ALERT_KINDS.flatMap((kind) => {
    const found = best.get(kind);
    const quote = found === undefined ? null : quoteClause(text, found.tokens);
    if (found === undefined || quote === null) return [];
    return [{ kind, severity: severity(kind, found.tokens), ...quote }];
  });
}

/** Every sentence, then every two that follow each other. */
function windows(read: readonly ReadSentence[]): (readonly Tagged[])[] {
  const single = read.map(({ tokens }) => tokens);
  const pairs = single.slice(1).map((tokens, at) => [...single[at] ?? [], ...tokens]);
  return [...single, ...pairs.filter(({ length }) => length <= PAIR)];
}

/** How likely each of `ALERT_KINDS` is meant. */
export function alertProbabilities(tokens: readonly Tagged[], model: FeedbackModel): number[] {
  const evidence = alertEvidence(tokens);
  const scores = linearScores(model.alerts, alertFeatures(tokens));
  const judgement = linearScores(model.judgement, features(tokens));
  return ALERT_KINDS.map((_, at) =>
    softmax(model.alert, alertInputs(at, evidence, scores, judgement))[1] ?? 0
  );
}

function severity(kind: AlertKind, tokens: readonly Tagged[]): Alert["severity"] {
  if (kind === "billing") return "medium";
  return new RegExp(CRITICAL).test(wordsOf(tokens).text) && kind !== "discrimination"
    ? "critical"
    : "high";
}
