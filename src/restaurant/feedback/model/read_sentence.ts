import { ASPECTS, hasAspect } from "./aspects.ts";
import { type Clause, clauses } from "./clauses.ts";
import { features } from "./features.ts";
import { type DenseModel, type LinearModel, linearScores, softmax } from "./linear.ts";
import type { Tagged } from "./tag.ts";

/**
 * The models that judge sentences: two linear models over words, and two small ones over their
 * scores.
 */
export interface SentenceModels {
  /** Praise, blame, neither, both: one score each. */
  readonly judgement: LinearModel;
  /** A score for each of `ASPECTS`. */
  readonly subjects: LinearModel;
  /** From `sentenceInputs` to the probabilities of `SENTIMENTS`. */
  readonly sentence: DenseModel;
  /** From `aspectInputs` to the probabilities of `SENTIMENTS`. */
  readonly aspect: DenseModel;
  /** The score from which an aspect counts as judged, for each of `ASPECTS`. */
  readonly thresholds: readonly number[];
}

/** An aspect that a sentence judges. */
export interface JudgedAspect {
  /** Its place in `ASPECTS`. */
  readonly index: number;
  /** How far its score lies above the threshold; a little below it if the whole text decides. */
  readonly margin: number;
  /** Probabilities in the order of `SENTIMENTS`. */
  readonly sentiments: readonly number[];
  /** Where it is judged. */
  readonly clauses: readonly Clause[];
}

/** A sentence as the models read it. */
export interface ReadSentence {
  /** Praise, blame, neither, both. */
  readonly scores: readonly number[];
  readonly tokens: readonly Tagged[];
  readonly clauses: readonly Clause[];
  /** Probabilities in the order of `SENTIMENTS`. */
  readonly sentiments: readonly number[];
  readonly aspects: readonly JudgedAspect[];
}

/** Aspects this far below the threshold may still be judged if the text speaks of them elsewhere. */
const LEAST_MARGIN = -1.5;

/** What one sentence says, and about which aspects. */
export function readSentence(tokens: readonly Tagged[], models: SentenceModels): ReadSentence {
  const parts = clauses(tokens);
  const whole = features(tokens);
  const scores = linearScores(models.judgement, whole);
  const score = (tokens: readonly Tagged[]) => linearScores(models.judgement, features(tokens));
  const partScores = parts.length < 2 ? [scores] : parts.map(({ tokens }) => score(tokens));
  const aspects = linearScores(models.subjects, whole).flatMap((value, index) => {
    const margin = value - (models.thresholds[index] ?? 0);
    if (margin < LEAST_MARGIN) return [];
    const focus = focusOf(index, parts);
    const words = focus.flatMap(({ tokens }) => tokens);
    const focused = focus.length === parts.length ? scores : score(words);
    const sentiments = softmax(models.aspect, aspectInputs(index, focused, scores, words));
    return [{ index, margin, sentiments, clauses: focus }];
  });
  const sentiments = softmax(models.sentence, sentenceInputs(scores, partScores, tokens));
  return { scores, tokens, clauses: parts, sentiments, aspects };
}

/** The clauses that speak of an aspect; those that speak of none if no word names it. */
export function focusOf(index: number, parts: readonly Clause[]): readonly Clause[] {
  const naming = parts.filter(({ aspects }) => hasAspect(aspects, index));
  if (naming.length > 0) return naming;
  const open = parts.filter(({ aspects }) => aspects === 0);
  return open.length > 0 ? open : parts;
}

/** The numbers that decide a sentence's sentiment. */
export function sentenceInputs(
  scores: readonly number[],
  parts: readonly (readonly number[])[],
  tokens: readonly Tagged[],
): number[] {
  const column = (at: number) => parts.map((part) => part[at] ?? 0);
  const last = parts.at(-1) ?? scores;
  const [praise, blame] = opinionTotals(tokens);
  return [
    ...scores,
    Math.max(...column(0)),
    Math.max(...column(1)),
    Math.min(...column(0)),
    Math.min(...column(1)),
    last[0] ?? 0,
    last[1] ?? 0,
    parts.length > 1 ? 1 : 0,
    praise,
    blame,
  ];
}

/** The numbers that decide how an aspect is judged. */
export function aspectInputs(
  index: number,
  focused: readonly number[],
  whole: readonly number[],
  words: readonly Tagged[],
): number[] {
  const own = words.filter(({ judges }) => hasAspect(judges, index));
  const [praise, blame] = opinionTotals(words);
  const [ownPraise, ownBlame] = opinionTotals(own);
  return [
    ...focused,
    ...whole,
    praise,
    blame,
    ownPraise,
    ownBlame,
    ...ASPECTS.map((_, at) => at === index ? 1 : 0),
  ];
}

function opinionTotals(tokens: readonly Tagged[]): [number, number] {
  let praise = 0, blame = 0;
  for (const { valence } of tokens) {
    if (valence > 0) praise += valence;
    else blame -= valence;
  }
  return [Math.min(3, praise / 4), Math.min(3, blame / 4)];
}
