import { ALERT_KINDS, type AlertKind, CRITICAL } from "./alert_patterns.ts";
import type { Alert } from "./analysis.ts";
import { type AlertEvidence, alertEvidence, wordsOf } from "./alert_hits.ts";
import { alertFeatures, alertInputs } from "./find_alerts.ts";
import { features } from "./features.ts";
import { linearScores, softmax } from "./linear.ts";
import type { FeedbackModel } from "./model.ts";
import { plainVerdict } from "./plain_claims.ts";
import { quoteClause } from "./quote.ts";
import type { ReadSentence } from "./read_sentence.ts";
import type { Tagged } from "./tag.ts";

/** Words of two sentences that are still read as one ("I said nut allergy. He brought satay."). */
const PAIR = 60;
/** How certain an alert must be that rests on two sentences, or is among praise. */
const SURE = 0.6;
/** The probabilities from which a text and a sentence count as praise. */
const PRAISE = { text: 0.75, sentence: 0.6 };
/** How certain an alert must be for which no pattern speaks, in a sentence and in two. */
const UNSEEN = { sentence: 0.4, pair: 0.75 };

/** The alerts of a text, each kind once, at the words that speak for it first. */
export function raiseAlerts(
  text: string,
  read: readonly ReadSentence[],
  sentiments: readonly number[],
  model: FeedbackModel,
): Alert[] {
  const isPraise = read.length > 1 && (sentiments[0] ?? 0) >= PRAISE.text;
  const found = new Map<AlertKind, readonly Tagged[]>();
  const look = (tokens: readonly Tagged[], least: number, unseen: number) => {
    const { claimed, ruledOut } = plainVerdict(tokens);
    const evidence = alertEvidence(tokens);
    alertProbabilities(tokens, evidence, model).forEach((probability, at) => {
      const kind = ALERT_KINDS[at];
      if (kind === undefined || found.has(kind) || ruledOut.has(kind)) return;
      const needed = evidence.hits.some((hit) => hit.kind === kind)
        ? least
        : Math.max(least, unseen);
      if (claimed.has(kind) || probability >= needed) found.set(kind, tokens);
    });
  };
  for (const { tokens, sentiments } of read) {
    const isSure = isPraise || (sentiments[0] ?? 0) >= PRAISE.sentence;
    look(tokens, isSure ? SURE : model.alertThreshold, UNSEEN.sentence);
  }
  // A pair is taken only for what no sentence says by itself.
  if (found.size === 0) {
    for (const tokens of pairs(read.map(({ tokens }) => tokens))) look(tokens, SURE, UNSEEN.pair);
  }
  return ALERT_KINDS.flatMap((kind) => {
    const tokens = found.get(kind);
    const quote = tokens === undefined ? null : quoteClause(text, tokens);
    if (tokens === undefined || quote === null) return [];
    return [{ kind, severity: severity(kind, tokens), ...quote }];
  });
}

/** Every two sentences that follow each other and are not too long. */
function pairs(single: readonly (readonly Tagged[])[]): (readonly Tagged[])[] {
  return single.slice(1).map((tokens, at) => [...single[at] ?? [], ...tokens])
    .filter(({ length }) => length <= PAIR);
}

/** How likely each of `ALERT_KINDS` is meant. */
function alertProbabilities(
  tokens: readonly Tagged[],
  evidence: AlertEvidence,
  model: FeedbackModel,
): number[] {
  const words = features(tokens);
  const scores = linearScores(model.alerts, alertFeatures(words, evidence));
  const judgement = linearScores(model.judgement, words);
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
