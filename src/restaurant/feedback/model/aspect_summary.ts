import { ASPECTS } from "./aspects.ts";
import type { Clause } from "./clauses.ts";
import type { JudgedAspect, ReadSentence } from "./read_sentence.ts";
import { type Sentiment, SENTIMENTS } from "./sentiment.ts";

/** An aspect over a whole text. */
export interface SummedAspect {
  /** Its place in `ASPECTS`. */
  readonly index: number;
  readonly sentiment: Sentiment;
  /** From −1 to 1. */
  readonly score: number;
  /** Where it is judged, in the order of the text. */
  readonly places: readonly JudgedPlace[];
}

/** The clauses of one sentence that judge an aspect. */
export interface JudgedPlace {
  readonly sentiments: readonly number[];
  readonly clauses: readonly Clause[];
}

/** Both sides must be at least this strong for an aspect to be mixed over several sentences. */
const BOTH_SIDES = 0.6;
/** The share of the stronger side that the weaker one must reach. */
const SHARE = 0.4;

/** The aspects that the sentences of a text judge. */
export function sumAspects(read: readonly ReadSentence[]): SummedAspect[] {
  return ASPECTS.flatMap((_, index) => {
    const judged = read.flatMap(({ aspects }) => aspects.filter((aspect) => aspect.index === index));
    return judged.length === 0 ? [] : [{ index, ...judgement(judged), places: judged }];
  });
}

function judgement(judged: readonly JudgedAspect[]): { sentiment: Sentiment; score: number } {
  const totals = SENTIMENTS.map((_, at) =>
    judged.reduce((sum, { sentiments }) => sum + (sentiments[at] ?? 0), 0)
  );
  const [positive = 0, negative = 0, neutral = 0, mixed = 0] = totals;
  const score = (positive - negative) / judged.length;
  const weaker = Math.min(positive, negative) + mixed / 2;
  const stronger = Math.max(positive, negative) + mixed / 2;
  const isMixed = judged.length > 1
    ? weaker >= BOTH_SIDES && weaker >= SHARE * stronger
    : mixed > Math.max(positive, negative, neutral);
  if (isMixed) return { sentiment: "mixed", score };
  if (neutral > Math.max(positive, negative) && judged.length === 1) return { sentiment: "neutral", score };
  if (neutral > positive + negative) return { sentiment: "neutral", score };
  return { sentiment: positive >= negative ? "positive" : "negative", score };
}
