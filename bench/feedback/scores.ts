import { ASPECTS } from "../../src/restaurant/feedback/model/aspects.ts";
import { SENTIMENTS } from "../../src/restaurant/feedback/model/sentiment.ts";
import type { Labelled } from "./labels.ts";

/** A judgement of a text: indexes into `SENTIMENTS`, for each of `ASPECTS` too (−1: not judged). */
export interface Said {
  readonly overall: number;
  readonly aspects: readonly number[];
  readonly alerts: readonly string[];
  /** How sure it is of the overall sentiment, from 0 to 1. */
  readonly confidence: number;
}

/** How well what was said fits what was meant; shares from 0 to 1. */
export interface Scores {
  readonly n: number;
  readonly accuracy: number;
  readonly macroF1: number;
  readonly aspectF1: number;
  readonly pairF1: number;
  readonly alertRecall: number;
  /** Texts without an alert on which one was raised. */
  readonly falseAlarms: number;
  readonly quiet: number;
  /** Mean difference between confidence and accuracy, in ten steps of confidence. */
  readonly calibrationError: number;
}

export function score(labels: readonly Labelled[], said: readonly Said[]): Scores {
  const { aspectF1, pairF1 } = aspectScores(labels, said);
  const claims = labels.flatMap(({ alerts }, at) =>
    alerts.map((kind) => said[at]?.alerts.includes(kind) ?? false)
  );
  const quiet = labels.flatMap(({ alerts }, at) =>
    alerts.length === 0 ? [(said[at]?.alerts.length ?? 0) > 0] : []
  );
  return {
    n: labels.length,
    accuracy: share(labels.map(({ overall }, at) => said[at]?.overall === overall)),
    macroF1: macroF1(labels, said),
    aspectF1,
    pairF1,
    alertRecall: share(claims),
    falseAlarms: quiet.filter(Boolean).length,
    quiet: quiet.length,
    calibrationError: calibrationError(labels, said),
  };
}

function share(hits: readonly boolean[]): number {
  return hits.filter(Boolean).length / hits.length;
}

/** Mean over the sentiments that the labels have. */
function macroF1(labels: readonly Labelled[], said: readonly Said[]): number {
  const values = SENTIMENTS.flatMap((_, sentiment) => {
    const meant = labels.filter(({ overall }) => overall === sentiment).length;
    if (meant === 0) return [];
    const claimed = said.filter(({ overall }) => overall === sentiment).length;
    const right = labels.filter(({ overall }, at) =>
      overall === sentiment && said[at]?.overall === sentiment
    ).length;
    return [2 * right / (meant + claimed)];
  });
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** Micro-F1 of the aspects, and of aspects with their sentiment. */
function aspectScores(labels: readonly Labelled[], said: readonly Said[]) {
  let meant = 0, claimed = 0, right = 0, judgedRight = 0;
  labels.forEach(({ aspects }, at) => {
    ASPECTS.forEach((_, aspect) => {
      const label = aspects[aspect] ?? -1;
      const answer = said[at]?.aspects[aspect] ?? -1;
      if (label >= 0) meant++;
      if (answer >= 0) claimed++;
      if (label >= 0 && answer >= 0) right++;
      if (label >= 0 && label === answer) judgedRight++;
    });
  });
  return { aspectF1: 2 * right / (meant + claimed), pairF1: 2 * judgedRight / (meant + claimed) };
}

function calibrationError(labels: readonly Labelled[], said: readonly Said[]): number {
  let error = 0;
  for (let step = 0; step < 10; step++) {
    const members = said.flatMap(({ confidence }, at) =>
      Math.min(9, Math.floor(confidence * 10)) === step ? [at] : []
    );
    if (members.length === 0) continue;
    const right = share(members.map((at) => said[at]?.overall === labels[at]?.overall));
    const sure = members.reduce((sum, at) => sum + (said[at]?.confidence ?? 0), 0) / members.length;
    error += members.length / said.length * Math.abs(right - sure);
  }
  return error;
}

/** Half of the 95 % interval of a share. */
export function margin(share: number, n: number): number {
  return 1.96 * Math.sqrt(share * (1 - share) / n);
}
