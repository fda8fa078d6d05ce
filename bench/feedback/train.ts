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
import { softmax } from "../../src/restaurant/feedback/model/linear.ts";
import type { ReadSentence } from "../../src/restaurant/feedback/model/read_sentence.ts";
import { SENTIMENTS } from "../../src/restaurant/feedback/model/sentiment.ts";
import { type Labelled, readFolder, readUci } from "./labels.ts";
import {
  alertDecisionRows,
  aspectRows,
  bestThresholds,
  CHOSEN,
  type DenseRows,
  fitAlerts,
  fitDense,
  fitLinear,
  indexPieces,
  sentenceRows,
  unseenAlertScores,
  unseenScores,
} from "./learn.ts";
import { readLexiconFiles } from "./lexicon_files.ts";
import { nearDuplicates, readHeldOut } from "./near_duplicates.ts";
import { material, prepare } from "./prepare.ts";
import { storeDense, storeLinear } from "./store.ts";

const DATA = "data/feedback";
const FOLDS = 5;
/** Features kept in each linear model. */
const KEPT = { judgement: 50_000, subjects: 32_000, alerts: 12_000 };

/** What is learnt from sentences alone. */
type SentenceModel = Omit<StoredModel, "hash" | "text" | "textAspect">;

/** The part of the model that labelled sentences teach. */
export async function trainSentences(sentences: readonly Labelled[]): Promise<SentenceModel> {
  const lexicon = await readLexiconFiles(DATA);
  const mat = material(prepare(sentences, readLexicon(lexicon)));
  indexPieces(mat.pieces);
  const scores = unseenScores(mat, CHOSEN, foldOf, FOLDS);
  const alertScores = unseenAlertScores(mat, CHOSEN, foldOf, FOLDS);
  const all = () => true;
  const { judgement, subjects } = fitLinear(mat, CHOSEN, all);
  const names = mat.vocabulary.names;
  return {
    lexicon,
    judgement: storeLinear(judgement, names, KEPT.judgement),
    subjects: storeLinear(subjects, names, KEPT.subjects),
    alerts: storeLinear(fitAlerts(mat, CHOSEN, all), names, KEPT.alerts),
    sentence: storeDense(fitDense(sentenceRows(mat, scores), CHOSEN.dense, all)),
    aspect: storeDense(fitDense(aspectRows(mat, scores), CHOSEN.dense, all)),
    alert: storeDense(fitDense(alertDecisionRows(mat, alertScores, scores), CHOSEN.dense, all, 2)),
    thresholds: bestThresholds(mat, scores, all).map((value) => Number(value.toFixed(4))),
    alertThreshold: CHOSEN.alertThreshold,
  };
}

/** The model that some labelled sentences and texts teach. */
export async function train(
  sentences: readonly Labelled[],
  texts: readonly Labelled[],
): Promise<StoredModel> {
  const learnt = await trainSentences(sentences);
  const base = withoutTexts(learnt);
  const read = texts.map(({ text }) => readSentences(text, base));
  const all = () => true;
  const rows = textRows(texts, read, base);
  const text = storeDense(fitDense(rows, CHOSEN.text, all));
  const aspects = textAspectRows(texts, read, unseenOverall(read, rows));
  const textAspect = storeDense(fitDense(aspects, CHOSEN.textAspect, all, SENTIMENTS.length + 1));
  const stored = { ...learnt, text, textAspect };
  return { hash: await digest(JSON.stringify(stored)), ...stored };
}

/** A model that has learnt from sentences only. */
export function withoutTexts(learnt: SentenceModel): FeedbackModel {
  return readModel({ hash: "", ...learnt, text: [], textAspect: [] });
}

/** Examples of one fold are scored by models learnt from the others. */
export function foldOf(example: number): number {
  return (Math.imul(example + 1, 2654435761) >>> 8) % FOLDS;
}

/** Texts of several sentences, as seen by the sentence models. */
export function textRows(
  texts: readonly Labelled[],
  read: readonly (readonly ReadSentence[])[],
  base: FeedbackModel,
): DenseRows {
  const examples = texts.flatMap((_, at) => read[at]!.length > 1 ? [at] : []);
  return {
    inputs: examples.map((at) => textInputs(read[at]!, base)),
    labels: examples.map((at) => texts[at]!.overall),
    examples,
    importance: examples.map(() => 1),
  };
}

/** The overall sentiment of every text by a model that has not seen it. */
export function unseenOverall(
  read: readonly (readonly ReadSentence[])[],
  rows: DenseRows,
): number[][] {
  const models = Array.from(
    { length: FOLDS },
    (_, fold) => fitDense(rows, CHOSEN.text, (example) => foldOf(example) !== fold),
  );
  const overall = read.map((sentences) => [...sentences[0]?.sentiments ?? [0, 0, 1, 0]]);
  rows.examples.forEach((example, at) =>
    overall[example] = softmax(models[foldOf(example)]!, rows.inputs[at]!)
  );
  return overall;
}

/** Every aspect that a text of several sentences may judge. */
export function textAspectRows(
  texts: readonly Labelled[],
  read: readonly (readonly ReadSentence[])[],
  overall: readonly (readonly number[])[],
): DenseRows & { readonly aspects: readonly number[] } {
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
        aspect,
      }];
    })
  );
  return {
    inputs: rows.map(({ input }) => input),
    labels: rows.map(({ label }) => label),
    examples: rows.map(({ example }) => example),
    importance: rows.map(() => 1),
    aspects: rows.map(({ aspect }) => aspect),
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
