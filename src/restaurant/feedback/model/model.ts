import type { DenseModel, LinearModel, StoredLinearModel } from "./linear.ts";
import { readLinearModel } from "./linear.ts";
import { type Lexicon, type LexiconTexts, readLexicon } from "./lexicon.ts";
import type { SentenceModels } from "./read_sentence.ts";

/** Everything that an analysis needs, ready for use. */
export interface FeedbackModel extends SentenceModels {
  /** Names the model and the rules; an analysis of another version is out of date. */
  readonly version: string;
  readonly lexicon: Lexicon;
  /** A score for each of `ALERT_KINDS`. */
  readonly alerts: LinearModel;
  /** From `alertInputs` to the probabilities of no alert and an alert. */
  readonly alert: DenseModel;
  /** The probability from which an alert is raised. */
  readonly alertThreshold: number;
  /** From `textInputs` to the probabilities of `SENTIMENTS`. */
  readonly text: DenseModel;
  /** From `textAspectInputs` to the probabilities of `SENTIMENTS` and of "not judged". */
  readonly textAspect: DenseModel;
}

/** The model as data/feedback/model.json holds it. */
export interface StoredModel {
  /** Changes with anything that was learnt. */
  readonly hash: string;
  readonly lexicon: LexiconTexts;
  readonly judgement: StoredLinearModel;
  readonly subjects: StoredLinearModel;
  readonly alerts: StoredLinearModel;
  readonly sentence: DenseModel;
  readonly aspect: DenseModel;
  readonly alert: DenseModel;
  readonly text: DenseModel;
  readonly textAspect: DenseModel;
  readonly thresholds: readonly number[];
  readonly alertThreshold: number;
}

/** Raised by hand if a rule outside of the stored model changes what an analysis says. */
export const RULES_VERSION = 8;

/** Names what was learnt and the rules together. */
export function versionOf({ hash }: Pick<StoredModel, "hash">): string {
  return `${RULES_VERSION}-${hash.slice(0, 12)}`;
}

/** Unpacks a stored model. */
export function readModel(stored: StoredModel): FeedbackModel {
  return {
    version: versionOf(stored),
    lexicon: readLexicon(stored.lexicon),
    judgement: readLinearModel(stored.judgement),
    subjects: readLinearModel(stored.subjects),
    alerts: readLinearModel(stored.alerts),
    sentence: stored.sentence,
    aspect: stored.aspect,
    alert: stored.alert,
    text: stored.text,
    textAspect: stored.textAspect,
    thresholds: stored.thresholds,
    alertThreshold: stored.alertThreshold,
  };
}
