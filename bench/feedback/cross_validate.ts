/*
 * deno run -A bench/feedback/cross_validate.ts <folder of the UCI sentences> [share of our
 * sentences, as 0.25]: how well sentences, by file, and whole texts are read by models that have
 * learnt from the other folds only. With shares, a learning curve; with --wrong, every error.
 */
// deno-lint-ignore-file no-non-null-assertion -- a script of its own
import { ASPECTS } from "../../src/restaurant/feedback/model/aspects.ts";
import { sumAspects } from "../../src/restaurant/feedback/model/aspect_summary.ts";
import type { FeedbackModel } from "../../src/restaurant/feedback/model/model.ts";
import { raiseAlerts } from "../../src/restaurant/feedback/model/raise_alerts.ts";
import type { ReadSentence } from "../../src/restaurant/feedback/model/read_sentence.ts";
import { textSentiments } from "../../src/restaurant/feedback/model/read_text.ts";
import { SENTIMENTS } from "../../src/restaurant/feedback/model/sentiment.ts";
import { weighAlerts } from "../../src/restaurant/feedback/model/weigh_alerts.ts";
import { type Labelled, readFolder, readUci } from "./labels.ts";
import { CHOSEN, fitDense } from "./learn.ts";
import { margin, type Said, score } from "./scores.ts";
import {
  foldOf,
  readUnseen,
  textAspectRows,
  textRows,
  trainSentences,
  unseenOverall,
  unseenTextModels,
  withoutTexts,
} from "./train.ts";

const DATA = "data/feedback";

/** What models say of every text that they have learnt nothing from. */
function unseenTexts(texts: readonly Labelled[], bases: readonly FeedbackModel[]): Said[] {
  const read = readUnseen(texts, bases);
  const rows = textRows(texts, read, bases);
  const ofTexts = unseenTextModels(texts, rows);
  const aspects = textAspectRows(texts, read, unseenOverall(texts, read, rows, ofTexts));
  const models = bases.map((base, fold): FeedbackModel => {
    const isIn = (example: number) => foldOf(texts[example]!) !== fold;
    return {
      ...base,
      text: ofTexts[fold]!,
      textAspect: fitDense(aspects, CHOSEN.textAspect, isIn, SENTIMENTS.length + 1),
    };
  });
  return texts.map((label, at) => saidOf(label.text, read[at]!, models[foldOf(label)]!));
}

/** The same for single sentences, which need no model of texts. */
function unseenSentences(
  sentences: readonly Labelled[],
  bases: readonly FeedbackModel[],
  ofTexts: Pick<FeedbackModel, "text" | "textAspect">,
): Said[] {
  const read = readUnseen(sentences, bases);
  return sentences.map((label, at) =>
    saidOf(label.text, read[at]!, { ...bases[foldOf(label)]!, ...ofTexts })
  );
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

/** One line of figures. */
function line(name: string, labels: readonly Labelled[], said: readonly Said[]): string {
  const figures = score(labels, said);
  const { n, accuracy, alertRecall, falseAlarms, quiet } = figures;
  const percent = (value: number) => (100 * value).toFixed(1);
  const claims = labels.reduce((total, { alerts }) => total + alerts.length, 0);
  return [
    name.padEnd(24),
    `n ${n}`,
    `overall ${percent(accuracy)} ±${percent(margin(accuracy, n))}`,
    `macro-F1 ${percent(figures.macroF1)}`,
    `aspects F1 ${percent(figures.aspectF1)}`,
    `with polarity ${percent(figures.pairF1)}`,
    `off by ${percent(figures.calibrationError)}`,
    `alerts ${percent(alertRecall)} of ${claims}`,
    `raised wrongly on ${falseAlarms} of ${quiet}`,
  ].join("  ");
}

/** A row for each sentiment that was meant, with how often each was said. */
function confusion(labels: readonly Labelled[], said: readonly Said[]): string[] {
  return SENTIMENTS.map((sentiment, label) => {
    const counts = SENTIMENTS.map((_, answer) =>
      labels.filter(({ overall }, at) => overall === label && said[at]!.overall === answer).length
    );
    return `  ${sentiment}: ${counts.join(" ")}`;
  });
}

function report(name: string, labels: readonly Labelled[], said: readonly Said[]): void {
  print(line(name, labels, said));
  confusion(labels, said).forEach(print);
  if (!Deno.args.includes("--wrong")) return;
  labels.forEach((label, at) => {
    const { overall, alerts } = said[at]!;
    const meant = [SENTIMENTS[label.overall]!, ...label.alerts].join(" ");
    const answer = [SENTIMENTS[overall]!, ...alerts].join(" ");
    if (meant !== answer) print(`${meant} > ${answer}: ${label.text.replaceAll("\n", "\\n")}`);
  });
}

if (import.meta.main) {
  const [folder, share = "1"] = Deno.args;
  if (folder === undefined) throw new Error("Name the folder of the UCI sentences");
  const uci = await readUci(folder);
  const all = await readFolder(`${DATA}/sentences`, false);
  const part = share.startsWith("-") ? 1 : Number(share);
  const own = all.filter((_, at) => (Math.imul(at + 7, 40503) >>> 4) % 100 < 100 * part);
  const texts = await readFolder(`${DATA}/texts`, true);
  const { unseen } = await trainSentences([...own, ...uci.train], texts);
  const bases = unseen.map(withoutTexts);
  const real = uci.train.filter(({ overallOnly }) => !overallOnly);
  const untaught = {
    text: SENTIMENTS.map(() => []),
    textAspect: [...SENTIMENTS, ""].map(() => []),
  };
  const said = unseenSentences(own, bases, untaught);
  for (const source of new Set(own.map(({ source }) => source))) {
    const of = (_: unknown, at: number) => own[at]!.source === source;
    print(line(source, own.filter(of), said.filter(of)));
  }
  report("our sentences", own, said);
  report("real reviews", real, unseenSentences(real, bases, untaught));
  report("our texts", texts, unseenTexts(texts, bases));
}

function print(line: string): void {
  Deno.stdout.writeSync(new TextEncoder().encode(`${line}\n`));
}
