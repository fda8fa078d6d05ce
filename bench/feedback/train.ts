// deno-lint-ignore-file no-console no-non-null-assertion -- a script of its own
/*
 * deno run -A bench/feedback/train.ts <folder>: trains data/feedback/model.json, with the same
 * bytes every time. <folder> holds the UCI "Sentiment Labelled Sentences" (CC BY 4.0,
 * https://archive.ics.uci.edu/dataset/331), with our aspect codes and the split beside them; they
 * are not part of this repository.
 */
import { readLexicon } from "../../src/restaurant/feedback/model/lexicon.ts";
import {
  type FeedbackModel,
  readModel,
  type StoredModel,
} from "../../src/restaurant/feedback/model/model.ts";
import { readSentences, textInputs } from "../../src/restaurant/feedback/model/read_text.ts";
import { ASPECTS } from "../../src/restaurant/feedback/model/aspects.ts";
import { textAspectInputs } from "../../src/restaurant/feedback/model/aspect_summary.ts";
import { type DenseModel, softmax } from "../../src/restaurant/feedback/model/linear.ts";
import type { ReadSentence } from "../../src/restaurant/feedback/model/read_sentence.ts";
import { SENTIMENTS } from "../../src/restaurant/feedback/model/sentiment.ts";
import { sentences } from "../../src/restaurant/feedback/model/sentences.ts";
import { tokenise } from "../../src/restaurant/feedback/model/tokens.ts";
import { type Labelled, readFolder, readUci } from "./labels.ts";
import {
  alertDecisionRows,
  aspectRows,
  bestThresholds,
  CHOSEN,
  type DenseRows,
  fitDense,
  fitLinear,
  foldFits,
  type LinearFits,
  sentenceRows,
  unseenScores,
} from "./learn.ts";
import { readLexiconFiles } from "./lexicon_files.ts";
import { nearDuplicates, readHeldOut } from "./near_duplicates.ts";
import { material, prepare } from "./prepare.ts";
import { storeDense, storeLinear } from "./store.ts";

const DATA = "data/feedback";
const FOLDS = 5;
/** Features kept in each linear model. */
const KEPT = { judgement: 120_000, subjects: 80_000, alerts: 10_000 };

/** What is learnt from sentences alone. */
type SentenceModel = Omit<StoredModel, "hash" | "text" | "textAspect">;

/** What labelled sentences teach. */
export interface Taught {
  readonly learnt: SentenceModel;
  /** For each fold, the same without what is in the fold. */
  readonly unseen: readonly SentenceModel[];
}

/**
 * Trains the part of the model that labelled sentences teach.
 *
 * @param texts Their sentences teach, too, if they are labelled one by one.
 */
export async function trainSentences(
  sentences: readonly Labelled[],
  texts: readonly Labelled[],
): Promise<Taught> {
  const lexicon = await readLexiconFiles(DATA);
  const words = readLexicon(lexicon);
  const all = [...sentences, ...texts.flatMap((text) => sentencesOf(text, words.isKnown))];
  const mat = material(prepare(all, words));
  const foldAt = (example: number) => foldOf(mat.examples[example]!.label);
  const folds = foldFits(mat, CHOSEN, foldAt, FOLDS);
  const scores = unseenScores(mat, folds, foldAt);
  const dense = {
    sentence: storeDense(fitDense(sentenceRows(mat, scores), CHOSEN.dense, everything)),
    aspect: storeDense(fitDense(aspectRows(mat, scores), CHOSEN.dense, everything)),
    alert: storeDense(fitDense(alertDecisionRows(mat, scores), CHOSEN.dense, everything, 2)),
    thresholds: bestThresholds(mat, scores, everything).map((value) => Number(value.toFixed(4))),
    alertThreshold: CHOSEN.alertThreshold,
  };
  const model = ({ judgement, subjects, alerts }: LinearFits): SentenceModel => ({
    lexicon,
    judgement: storeLinear(judgement, mat.vocabulary, KEPT.judgement),
    subjects: storeLinear(subjects, mat.vocabulary, KEPT.subjects),
    alerts: storeLinear(alerts, mat.vocabulary, KEPT.alerts),
    ...dense,
  });
  return { learnt: model(fitLinear(mat, CHOSEN, everything)), unseen: folds.map(model) };
}

/** The model that some labelled sentences and texts teach. */
export async function train(
  sentences: readonly Labelled[],
  texts: readonly Labelled[],
): Promise<StoredModel> {
  const { learnt, unseen } = await trainSentences(sentences, texts);
  const bases = unseen.map(withoutTexts);
  const read = readUnseen(texts, bases);
  const rows = textRows(texts, read, bases);
  const text = storeDense(fitDense(rows, CHOSEN.text, everything));
  const overall = unseenOverall(texts, read, rows, unseenTextModels(texts, rows));
  const aspects = textAspectRows(texts, read, overall);
  const textAspect = storeDense(
    fitDense(aspects, CHOSEN.textAspect, everything, SENTIMENTS.length + 1),
  );
  const stored = { ...learnt, text, textAspect };
  return { hash: await digest(JSON.stringify(stored)), ...stored };
}

function everything(): boolean {
  return true;
}

function sentencesOf(whole: Labelled, isKnown: (word: string) => boolean): Labelled[] {
  if (whole.sentences.length === 0) return [];
  const found = sentences(tokenise(whole.text, isKnown));
  if (found.length !== whole.sentences.length) {
    throw new Error(
      `${whole.source}: ${found.length} sentences, ${whole.sentences.length} labels: ${whole.text}`,
    );
  }
  return found.map((tokens, at) => ({
    ...whole,
    ...whole.sentences[at]!,
    text: whole.text.slice(tokens[0]!.start, tokens.at(-1)!.end),
    overallOnly: true,
    rating: null,
    sentences: [],
  }));
}

/** A model that has learnt from sentences only. */
export function withoutTexts(learnt: SentenceModel): FeedbackModel {
  return readModel({ hash: "", ...learnt, text: [], textAspect: [] });
}

/** What is in one fold is scored by models learnt from the others; a text is never divided. */
export function foldOf({ origin }: Pick<Labelled, "origin">): number {
  let hash = 0;
  for (let at = 0; at < origin.length; at++) hash = Math.imul(hash, 31) + origin.charCodeAt(at) | 0;
  return (Math.imul(hash, 2654435761) >>> 8) % FOLDS;
}

/** The sentences of each text, read by models that have learnt nothing from it. */
export function readUnseen(
  texts: readonly Labelled[],
  bases: readonly FeedbackModel[],
): ReadSentence[][] {
  return texts.map((label) => readSentences(label.text, bases[foldOf(label)]!));
}

/** Texts of several sentences, as seen by the sentence models. */
export function textRows(
  texts: readonly Labelled[],
  read: readonly (readonly ReadSentence[])[],
  bases: readonly FeedbackModel[],
): DenseRows {
  const examples = texts.flatMap((_, at) => read[at]!.length > 1 ? [at] : []);
  return {
    inputs: examples.map((at) => textInputs(read[at]!, bases[foldOf(texts[at]!)]!)),
    labels: examples.map((at) => texts[at]!.overall),
    examples,
    importance: examples.map(() => 1),
  };
}

/** For each fold, how the sentences of the texts in all the others are weighed together. */
export function unseenTextModels(texts: readonly Labelled[], rows: DenseRows): DenseModel[] {
  return Array.from(
    { length: FOLDS },
    (_, fold) => fitDense(rows, CHOSEN.text, (example) => foldOf(texts[example]!) !== fold),
  );
}

/** The overall sentiment of every text by a model that has not seen it. */
export function unseenOverall(
  texts: readonly Labelled[],
  read: readonly (readonly ReadSentence[])[],
  rows: DenseRows,
  models: readonly DenseModel[],
): number[][] {
  const overall = read.map((sentences) => [...sentences[0]?.sentiments ?? [0, 0, 1, 0]]);
  rows.examples.forEach((example, at) =>
    overall[example] = softmax(models[foldOf(texts[example]!)]!, rows.inputs[at]!)
  );
  return overall;
}

/** Every aspect that a text of several sentences may judge. */
export function textAspectRows(
  texts: readonly Labelled[],
  read: readonly (readonly ReadSentence[])[],
  overall: readonly (readonly number[])[],
): DenseRows {
  const rows = texts.flatMap(({ aspects }, example) =>
    read[example]!.length < 2 ? [] : ASPECTS.flatMap((_, aspect) => {
      const judged = read[example]!.flatMap((sentence) =>
        sentence.aspects.filter(({ index }) => index === aspect)
      );
      if (judged.length === 0) return [];
      const label = aspects[aspect]! < 0 ? SENTIMENTS.length : aspects[aspect]!;
      return [{
        input: textAspectInputs(aspect, judged, overall[example]!, read[example]!.length),
        label,
        example,
      }];
    })
  );
  return {
    inputs: rows.map(({ input }) => input),
    labels: rows.map(({ label }) => label),
    examples: rows.map(({ example }) => example),
    importance: rows.map(() => 1),
  };
}

async function digest(text: string): Promise<string> {
  return new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text)))
    .toHex();
}

if (import.meta.main) {
  const [folder] = Deno.args;
  if (folder === undefined) throw new Error("Name the folder of the UCI sentences");
  const uci = await readUci(folder);
  const own = await readFolder(`${DATA}/sentences`, false);
  const texts = await readFolder(`${DATA}/texts`, true);
  const held = await readHeldOut(DATA);
  const copies = nearDuplicates([...own, ...texts], [
    ...held.sentences,
    ...held.texts,
    ...uci.test,
  ]);
  if (copies.length > 0) {
    throw new Error(`Nearly the same as what is measured on: ${copies[0]!.learnt.text}`);
  }
  const stored = await train([...own, ...uci.train], texts);
  await Deno.writeTextFile(`${DATA}/model.json`, JSON.stringify(stored));
  await Deno.writeTextFile(`${DATA}/model_hash.json`, `{ "hash": "${stored.hash}" }\n`);
  console.log(stored.hash);
}
