/*
 * deno run -A bench/feedback/cross_validate_texts.ts <folder of the UCI sentences>: how well whole
 * texts are read. The sentence models have learnt from no text; what weighs their sentences together
 * is learnt from the other folds.
 */
// deno-lint-ignore-file no-non-null-assertion -- a script of its own
import { ASPECTS } from "../../src/restaurant/feedback/model/aspects.ts";
import { sumAspects } from "../../src/restaurant/feedback/model/aspect_summary.ts";
import type { FeedbackModel } from "../../src/restaurant/feedback/model/model.ts";
import { raiseAlerts } from "../../src/restaurant/feedback/model/raise_alerts.ts";
import type { ReadSentence } from "../../src/restaurant/feedback/model/read_sentence.ts";
import { readSentences, textSentiments } from "../../src/restaurant/feedback/model/read_text.ts";
import { SENTIMENTS } from "../../src/restaurant/feedback/model/sentiment.ts";
import { weighAlerts } from "../../src/restaurant/feedback/model/weigh_alerts.ts";
import { type Labelled, readFolder, readUci } from "./labels.ts";
import { CHOSEN, fitDense } from "./learn.ts";
import { margin, type Said, score } from "./scores.ts";
import {
  foldOf,
  textAspectRows,
  textRows,
  trainSentences,
  unseenOverall,
  withoutTexts,
} from "./train.ts";

const DATA = "data/feedback";
const FOLDS = 5;

/** What a model says of every text that has not learnt from it. */
export function unseenTexts(
  texts: readonly Labelled[],
  read: readonly (readonly ReadSentence[])[],
  base: FeedbackModel,
): Said[] {
  const rows = textRows(texts, read, base);
  const aspects = textAspectRows(texts, read, unseenOverall(read, rows));
  const models = Array.from({ length: FOLDS }, (_, fold): FeedbackModel => {
    const isIn = (example: number) => foldOf(example) !== fold;
    return {
      ...base,
      text: fitDense(rows, CHOSEN.text, isIn),
      textAspect: fitDense(aspects, CHOSEN.textAspect, isIn, SENTIMENTS.length + 1),
    };
  });
  return texts.map(({ text }, at) => saidOf(text, read[at]!, models[foldOf(at)]!));
}

function saidOf(text: string, read: readonly ReadSentence[], model: FeedbackModel): Said {
  const sentiments = textSentiments(read, model);
  const summed = sumAspects(read, sentiments, model.textAspect);
  const alerts = raiseAlerts(text, read, sentiments, model);
  const weighed = weighAlerts(sentiments, alerts);
  const confidence = Math.max(...weighed);
  return {
    overall: weighed.indexOf(confidence),
    aspects: ASPECTS.map((_, aspect) => {
      const found = summed.find(({ index }) => index === aspect);
      return found === undefined ? -1 : SENTIMENTS.indexOf(found.sentiment);
    }),
    alerts: alerts.map(({ kind }) => kind),
    confidence,
  };
}

if (import.meta.main) {
  const [folder] = Deno.args;
  if (folder === undefined) throw new Error("Name the folder of the UCI sentences");
  const uci = await readUci(folder);
  const own = await readFolder(`${DATA}/sentences`, false);
  const texts = await readFolder(`${DATA}/texts`, true);
  const learnt = await trainSentences([...own, ...uci.train]);
  const base = withoutTexts(learnt);
  const read = texts.map(({ text }) => readSentences(text, base));
  const said = unseenTexts(texts, read, base);
  const { n, accuracy, macroF1, aspectF1, pairF1, alertRecall, falseAlarms, quiet } = score(
    texts,
    said,
  );
  const percent = (value: number) => (100 * value).toFixed(1);
  print(`${n} texts: overall ${percent(accuracy)} ±${percent(margin(accuracy, n))}`);
  print(
    `macro-F1 ${percent(macroF1)}, aspects F1 ${percent(aspectF1)}, with polarity ${
      percent(pairF1)
    }`,
  );
  print(`alerts found ${percent(alertRecall)}, raised wrongly on ${falseAlarms} of ${quiet}`);
  SENTIMENTS.forEach((sentiment, label) => {
    const counts = SENTIMENTS.map((_, answer) =>
      texts.filter(({ overall }, at) => overall === label && said[at]!.overall === answer).length
    );
    print(`${sentiment}: ${counts.join(" ")}`);
  });
  if (Deno.args.includes("--wrong")) {
    texts.forEach(({ overall, text }, at) => {
      const answer = said[at]!.overall;
      if (answer !== overall) print(`${SENTIMENTS[overall]} > ${SENTIMENTS[answer]}: ${text}`);
    });
  }
}

function print(line: string): void {
  Deno.stdout.writeSync(new TextEncoder().encode(`${line}\n`));
}
