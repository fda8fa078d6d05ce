/*
 * deno run -A bench/feedback.ts <folder of the UCI sentences>: how well feedback is read, beside two
 * libraries of npm in the same run. The 300 test sentences were never trained on.
 */
// deno-lint-ignore-file no-import-prefix -- only this bench knows these two
import vader from "npm:vader-sentiment@1.1.3";
import wink from "npm:wink-sentiment@5.0.2";
import { analyse } from "../src/restaurant/feedback/model/analyse.ts";
import { ASPECTS } from "../src/restaurant/feedback/model/aspects.ts";
import { readModel, type StoredModel } from "../src/restaurant/feedback/model/model.ts";
import { SENTIMENTS } from "../src/restaurant/feedback/model/sentiment.ts";
import { type Labelled, readUci } from "./feedback/labels.ts";
import { HELD_OUT, readHeldOut } from "./feedback/near_duplicates.ts";
import { margin, type Said, score } from "./feedback/scores.ts";

const stored: StoredModel = JSON.parse(await Deno.readTextFile("data/feedback/model.json"));
const model = readModel(stored);

/** One that judges texts. */
interface Judge {
  readonly name: string;
  readonly hasAspects: boolean;
  judge(text: string): Said;
}

const NO_ASPECTS = ASPECTS.map(() => -1);

/** A library that knows a score only; around 0 it is neutral. */
function lexicon(name: string, valence: (text: string) => number, band: number): Judge {
  return {
    name,
    hasAspects: false,
    judge(text) {
      const value = valence(text);
      const overall = value > band ? 0 : value < -band ? 1 : 2;
      return { overall, aspects: NO_ASPECTS, alerts: [], confidence: 0 };
    },
  };
}

const JUDGES: readonly Judge[] = [
  { name: "restaurant-mcp", hasAspects: true, judge: ours },
  lexicon(
    "vader-sentiment 1.1.3",
    (text) => vader.SentimentIntensityAnalyzer.polarity_scores(text).compound,
    0.05,
  ),
  lexicon("wink-sentiment 5.0.2", (text) => wink(text).normalizedScore, 0),
];

function ours(text: string): Said {
  const { overall, aspects, alerts } = analyse(text, { rating: null, menu: new Map() }, model);
  return {
    overall: SENTIMENTS.indexOf(overall.sentiment),
    aspects: ASPECTS.map((name) => {
      const found = aspects.find(({ aspect }) => aspect === name);
      return found === undefined ? -1 : SENTIMENTS.indexOf(found.sentiment);
    }),
    alerts: alerts.map(({ kind }) => kind),
    confidence: overall.confidence,
  };
}

function row({ name, hasAspects, judge }: Judge, labels: readonly Labelled[]): string {
  const begin = performance.now();
  const said = labels.map(({ text }) => judge(text));
  const ms = (performance.now() - begin) / labels.length;
  const { n, accuracy, macroF1, aspectF1, pairF1, calibrationError } = score(labels, said);
  const percent = (value: number) => (100 * value).toFixed(1);
  const aspects = hasAspects
    ? [percent(aspectF1), percent(pairF1), percent(calibrationError)]
    : ["none", "none", "none"];
  return `| ${
    [
      name,
      `${percent(accuracy)} ±${percent(margin(accuracy, n))}`,
      percent(macroF1),
      ...aspects,
      ms.toFixed(2),
    ].join(" | ")
  } |`;
}

const [folder] = Deno.args;
if (folder === undefined) throw new Error("Name the folder of the UCI sentences");
const { test } = await readUci(folder);
JUDGES.forEach(({ judge }) => judge("Warm up."));
print(`${test.length} test sentences, model ${model.version}`);
print(
  "| | overall | macro-F1 | aspects F1 | aspect and polarity F1 | calibration error | ms/text |",
);
print("|---|---|---|---|---|---|---|");
for (const judge of JUDGES) print(row(judge, test));
const binary = JUDGES.map(({ name, judge }) => {
  const right = test.filter(({ text, overall }) => {
    const said = judge(text).overall;
    return said === overall || said === 2 && overall === 0;
  }).length;
  return `${name} ${(100 * right / test.length).toFixed(1)}`;
});
print(`Two classes, neutral taken for praise: ${binary.join(", ")}`);
for (const folder of HELD_OUT) await heldOut(folder);
if (Deno.args.includes("--wrong")) {
  for (const { text, overall } of test) {
    const said = ours(text);
    if (said.overall !== overall) {
      print(`${SENTIMENTS[overall]} -> ${SENTIMENTS[said.overall]}: ${text}`);
    }
  }
}

/** The same for what was held out of our own, with alerts. */
async function heldOut(folder: string): Promise<void> {
  const { sentences, texts } = await readHeldOut("data/feedback", [folder]);
  for (const [name, labels] of Object.entries({ sentences, texts })) {
    const said = labels.map(({ text }) => ours(text));
    const { n, alertRecall, falseAlarms, quiet } = score(labels, said);
    print(
      `\n${n} ${name} of our own, ${folder}: alerts found ${
        (100 * alertRecall).toFixed(1)
      } %, raised wrongly on ${falseAlarms} of ${quiet}`,
    );
    for (const judge of JUDGES) print(row(judge, labels));
  }
}

function print(line = ""): void {
  Deno.stdout.writeSync(new TextEncoder().encode(`${line}\n`));
}
