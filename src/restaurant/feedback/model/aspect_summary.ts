import { sum } from "../../../values/sum.ts";
import { ASPECTS } from "./aspects.ts";
import type { Clause } from "./clauses.ts";
import { type DenseModel, softmax } from "./linear.ts";
import type { JudgedAspect, ReadSentence } from "./read_sentence.ts";
import { mostTelling, WEIGHED } from "./most_telling.ts";
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

/**
 * The aspects that a text judges. One sentence decides for itself; in several the whole text helps
 * to decide, because "ten quid for a curry" is praise in one review and blame in another.
 */
export function sumAspects(
  read: readonly ReadSentence[],
  overall: readonly number[],
  model: DenseModel,
): SummedAspect[] {
  return ASPECTS.flatMap((_, index) => {
    const judged = read.flatMap(({ aspects }) =>
      aspects.filter((aspect) => aspect.index === index)
    );
    if (judged.length === 0) return [];
    const sure = judged.filter(({ margin }) => margin >= 0);
    const sentiments = read.length === 1
      ? sure[0]?.sentiments
      : present(softmax(model, textAspectInputs(index, judged, overall, read.length)));
    if (sentiments === undefined) return [];
    const [positive = 0, negative = 0] = sentiments;
    const sentiment = SENTIMENTS[sentiments.indexOf(Math.max(...sentiments))] ?? "neutral";
    return [{
      index,
      sentiment,
      score: positive - negative,
      places: sure.length > 0 ? sure : judged,
    }];
  });
}

/** The probabilities of `SENTIMENTS` out of those with "not judged" as the last. */
function present(probabilities: readonly number[]): readonly number[] | undefined {
  const absent = probabilities[SENTIMENTS.length] ?? 0;
  if (absent > 0.5) return undefined;
  return probabilities.slice(0, SENTIMENTS.length).map((value) => value / (1 - absent));
}

/** The numbers that decide how a text judges an aspect, or that it does not. */
export function textAspectInputs(
  index: number,
  all: readonly JudgedAspect[],
  overall: readonly number[],
  length: number,
): number[] {
  const judged = mostTelling(all, ({ margin }) => margin);
  const column = (at: number) => judged.map(({ sentiments }) => sentiments[at] ?? 0);
  const total = (at: number) => Math.min(3, sum(column(at)));
  const sure = judged.filter(({ margin }) => margin >= 0).length;
  const margin = Math.max(...judged.map((aspect) => aspect.margin));
  const [positive, negative] = [Math.max(...column(0)), Math.max(...column(1))];
  return [
    ...SENTIMENTS.map((_, at) => total(at)),
    positive,
    negative,
    Math.min(positive, negative),
    Math.max(...column(3)),
    ...overall,
    Math.max(-1.5, Math.min(3, margin)),
    margin >= 0 ? 1 : 0,
    Math.min(3, sure),
    Math.min(3, judged.length),
    Math.log(Math.min(WEIGHED, length)),
    ...ASPECTS.map((_, at) => at === index ? 1 : 0),
  ];
}
