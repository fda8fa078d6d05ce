// deno-lint-ignore-file no-non-null-assertion -- a script of its own
import { ASPECTS } from "../../src/restaurant/feedback/model/aspects.ts";
import { aspectInputs, sentenceInputs } from "../../src/restaurant/feedback/model/read_sentence.ts";
import { ALERT_KINDS } from "../../src/restaurant/feedback/model/alert_patterns.ts";
import { alertEvidence } from "../../src/restaurant/feedback/model/alert_hits.ts";
import { alertInputs } from "../../src/restaurant/feedback/model/find_alerts.ts";
import { features } from "../../src/restaurant/feedback/model/features.ts";
import { SENTIMENTS } from "../../src/restaurant/feedback/model/sentiment.ts";
import { type Fit, fitLogistic, type FitOptions, fitSoftmax, type Rows } from "./logistic.ts";
import type { Material, Piece } from "./prepare.ts";

/** Everything that cross-validation chose. */
export interface Choices {
  readonly judgement: FitOptions;
  readonly subjects: FitOptions;
  readonly alerts: FitOptions;
  /** How much the clauses on an aspect count beside whole sentences. */
  readonly focus: number;
  readonly dense: number;
  readonly text: number;
  readonly textAspect: number;
  /** The probability from which an alert is raised: recall first. */
  readonly alertThreshold: number;
}

export const CHOSEN: Choices = {
  judgement: { strength: 0.05, smoothing: 0.5, balance: 1 },
  subjects: { strength: 0.05, smoothing: 0.5, balance: 1 },
  alerts: { strength: 0.05, smoothing: 0.5, balance: 3 },
  focus: 0.5,
  dense: 0.2,
  text: 1,
  textAspect: 1,
  alertThreshold: 0.15,
};

/** Positive, negative, neutral, mixed: the meaning of each output of the judgement model. */
const JUDGEMENTS: readonly ((sentiment: number) => boolean)[] = [
  (sentiment) => sentiment === 0 || sentiment === 3,
  (sentiment) => sentiment === 1 || sentiment === 3,
  (sentiment) => sentiment === 2,
  (sentiment) => sentiment === 3,
];

/** The outputs of the linear models. */
export interface LinearFits {
  readonly judgement: readonly Fit[];
  readonly subjects: readonly Fit[];
  /** One for each of `ALERT_KINDS`. */
  readonly alerts: readonly Fit[];
}

/** Fits the linear models on the examples that `isIn` takes. */
export function fitLinear(
  material: Material,
  choices: Choices,
  isIn: (example: number) => boolean,
): LinearFits {
  const { examples, pieces, rows } = material;
  const pieceRows = selectRows(rows, pieces.map(({ row }) => row));
  const weight = Float64Array.from(
    pieces,
    (piece) => isIn(piece.example) ? pieceWeight(piece, choices) : 0,
  );
  const judgement = JUDGEMENTS.map((holds) =>
    fitLogistic(pieceRows, {
      positive: Uint8Array.from(pieces, ({ sentiment }) => holds(sentiment) ? 1 : 0),
      weight,
    }, choices.judgement)
  );
  const wholeRows = selectRows(rows, examples.map((_, at) => at));
  const subjectWeight = Float64Array.from(
    examples,
    ({ label, weight }, at) => isIn(at) && !label.overallOnly ? weight : 0,
  );
  const subjects = ASPECTS.map((_, aspect) =>
    fitLogistic(
      wholeRows,
      {
        positive: Uint8Array.from(
          examples,
          ({ label }) => (label.aspects[aspect] ?? -1) >= 0 ? 1 : 0,
        ),
        weight: subjectWeight,
      },
      choices.subjects,
    )
  );
  return { judgement, subjects, alerts: fitAlerts(material, choices, isIn) };
}

function pieceWeight({ aspect, example, row, weight }: Piece, { focus }: Choices): number {
  if (aspect < 0) return weight;
  return row === example ? 0 : weight * focus;
}

function selectRows(rows: Rows, wanted: readonly number[]): Rows {
  const starts = new Int32Array(wanted.length + 1);
  wanted.forEach((row, at) =>
    starts[at + 1] = starts[at]! + rows.starts[row + 1]! - rows.starts[row]!
  );
  const ids = new Int32Array(starts[wanted.length]!);
  wanted.forEach((row, at) =>
    ids.set(rows.ids.subarray(rows.starts[row]!, rows.starts[row + 1]!), starts[at]!)
  );
  return { starts, ids, features: rows.features };
}

/** Scores of every example and piece by models that have not seen the example. */
export interface UnseenScores {
  readonly judgement: readonly (readonly number[])[];
  readonly subjects: readonly (readonly number[])[];
  /** For each example, the scores of its clauses. */
  readonly parts: readonly (readonly (readonly number[])[])[];
  readonly alerts: readonly (readonly number[])[];
}

/** For each fold, fits on all the others. */
export function foldFits(
  material: Material,
  choices: Choices,
  foldOf: (example: number) => number,
  folds: number,
): LinearFits[] {
  return Array.from(
    { length: folds },
    (_, fold) => fitLinear(material, choices, (example) => foldOf(example) !== fold),
  );
}

/** Scores every example by fits that have not seen it; `foldOf` returns an example's fold. */
export function unseenScores(
  material: Material,
  fits: readonly LinearFits[],
  foldOf: (example: number) => number,
): UnseenScores {
  const { examples, pieces, rows, alertRows } = material;
  const subjects: number[][] = [], parts: number[][][] = [], alerts: number[][] = [];
  examples.forEach(({ parts: clauses }, at) => {
    const fit = fits[foldOf(at)]!;
    subjects.push(scoreRow(fit.subjects, rows, at));
    alerts.push(scoreRow(fit.alerts, rows, alertRows[at]!));
    parts.push(
      clauses.length < 2
        ? [scoreRow(fit.judgement, rows, at)]
        : clauses.map(({ tokens }) => scoreNames(fit.judgement, material, features(tokens))),
    );
  });
  const judgement = pieces.map(({ example, row }) =>
    scoreRow(fits[foldOf(example)]!.judgement, rows, row)
  );
  return { judgement, subjects, parts, alerts };
}

function scoreRow(fits: readonly Fit[], rows: Rows, row: number): number[] {
  return fits.map(({ weights, bias }) => {
    let score = bias;
    for (let at = rows.starts[row]!; at < rows.starts[row + 1]!; at++) {
      score += weights[rows.ids[at]!]!;
    }
    return score;
  });
}

function scoreNames(
  fits: readonly Fit[],
  { vocabulary }: Material,
  names: Iterable<string>,
): number[] {
  const ids = [...names].flatMap((name) => vocabulary.ids.get(name) ?? []);
  return fits.map(({ weights, bias }) => ids.reduce((score, id) => score + weights[id]!, bias));
}

/** The training rows of the small models: one for each sentence, one for each judged aspect. */
export interface DenseRows {
  readonly inputs: readonly (readonly number[])[];
  readonly labels: readonly number[];
  readonly examples: readonly number[];
  readonly importance: readonly number[];
}

export function sentenceRows({ examples, wholes }: Material, scores: UnseenScores): DenseRows {
  return {
    inputs: examples.map(({ tokens }, at) =>
      sentenceInputs(scores.judgement[wholes[at]!]!, scores.parts[at]!, tokens)
    ),
    labels: examples.map(({ label }) => label.overall),
    examples: examples.map((_, at) => at),
    importance: examples.map(({ weight }) => weight),
  };
}

export function aspectRows(
  { pieces, examples, wholes }: Material,
  scores: UnseenScores,
): DenseRows {
  const judged = pieces.flatMap((piece, at) => piece.aspect < 0 ? [] : [{ ...piece, at }]);
  return {
    inputs: judged.map(({ aspect, at, example, tokens }) =>
      aspectInputs(aspect, scores.judgement[at]!, scores.judgement[wholes[example]!]!, tokens)
    ),
    labels: judged.map(({ sentiment }) => sentiment),
    examples: judged.map(({ example }) => example),
    importance: judged.map(({ example }) => examples[example]!.weight),
  };
}

export function fitDense(
  rows: DenseRows,
  strength: number,
  isIn: (example: number) => boolean,
  outputs: number = SENTIMENTS.length,
): number[][] {
  const kept = rows.examples.flatMap((example, at) => isIn(example) ? [at] : []);
  return fitSoftmax(
    kept.map((at) => rows.inputs[at]!),
    kept.map((at) => rows.labels[at]!),
    kept.map((at) => rows.importance[at]!),
    outputs,
    strength,
  );
}

/** The threshold for each aspect at which F1 on unseen scores, weighted as in learning, is best. */
export function bestThresholds(
  { examples }: Material,
  scores: UnseenScores,
  isIn: (example: number) => boolean,
): number[] {
  return ASPECTS.map((_, aspect) => {
    const rows = examples.flatMap(({ label, weight }, at) =>
      label.overallOnly || !isIn(at)
        ? []
        : [{ score: scores.subjects[at]![aspect]!, holds: label.aspects[aspect]! >= 0, weight }]
    ).sort((left, right) => right.score - left.score);
    const positives = rows.reduce((sum, { holds, weight }) => sum + (holds ? weight : 0), 0);
    let hits = 0, named = 0, best = -1, threshold = 0;
    rows.forEach(({ score, holds, weight }, at) => {
      named += weight;
      if (holds) hits += weight;
      const f1 = 2 * hits / (named + positives);
      if (f1 > best) [best, threshold] = [f1, (score + (rows[at + 1]?.score ?? score)) / 2];
    });
    return threshold;
  });
}

function fitAlerts(
  { examples, rows, alertRows }: Material,
  choices: Choices,
  isIn: (example: number) => boolean,
): Fit[] {
  const chosen = selectRows(rows, alertRows);
  const weight = Float64Array.from(
    examples,
    ({ label, weight }, at) => isIn(at) && label.knowsAlerts ? weight : 0,
  );
  return ALERT_KINDS.map((kind) =>
    fitLogistic(chosen, {
      positive: Uint8Array.from(examples, ({ label }) => label.alerts.includes(kind) ? 1 : 0),
      weight,
    }, choices.alerts)
  );
}

/** The training rows for alerts: one for each example and kind. */
export function alertDecisionRows(
  { examples, wholes }: Material,
  scores: UnseenScores,
): DenseRows {
  const rows = examples.flatMap(({ label, tokens, weight }, example) => {
    if (!label.knowsAlerts) return [];
    const evidence = alertEvidence(tokens);
    return ALERT_KINDS.map((kind, at) => ({
      input: alertInputs(
        at,
        evidence,
        scores.alerts[example]!,
        scores.judgement[wholes[example]!]!,
      ),
      label: label.alerts.includes(kind) ? 1 : 0,
      example,
      weight,
    }));
  });
  return {
    inputs: rows.map(({ input }) => input),
    labels: rows.map(({ label }) => label),
    examples: rows.map(({ example }) => example),
    importance: rows.map(({ weight }) => weight),
  };
}
