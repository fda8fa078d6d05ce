import { sum } from "../../../values/sum.ts";
import { features } from "./features.ts";
import { linearScores, softmax } from "./linear.ts";
import type { FeedbackModel } from "./model.ts";
import { mostTelling } from "./most_telling.ts";
import { plainReading } from "./plain_reading.ts";
import { type ReadSentence, readSentence } from "./read_sentence.ts";
import { sentences } from "./sentences.ts";
import { tag } from "./tag.ts";
import { tokenise } from "./tokens.ts";

/** The sentences of a text, each as the models read it. */
export function readSentences(text: string, model: FeedbackModel): ReadSentence[] {
  return sentences(tokenise(text, model.lexicon.isKnown))
    .map((tokens) => readSentence(tag(plainReading(tokens), model.lexicon), model));
}

/** Probabilities of `SENTIMENTS` for a whole text; nothing said is neutral. */
export function textSentiments(
  read: readonly ReadSentence[],
  model: Pick<FeedbackModel, "judgement" | "text">,
): readonly number[] {
  const [only] = read;
  if (only === undefined) return [0, 0, 1, 0];
  return read.length === 1 ? only.sentiments : softmax(model.text, textInputs(read, model));
}

/** Tokens that are read together as one: bounds the work on a long text. */
const TOGETHER = 400;
/** From this probability on, a sentence counts as one that judges. */
const CLEAR = 0.6;

/** The numbers that decide the sentiment of several sentences. */
export function textInputs(
  all: readonly ReadSentence[],
  { judgement }: Pick<FeedbackModel, "judgement">,
): number[] {
  const read = mostTelling(all, ({ sentiments }) => 1 - (sentiments[2] ?? 0));
  const together = read.flatMap(({ tokens }) => tokens).slice(0, TOGETHER);
  const whole = linearScores(judgement, features(together));
  return [
    ...summaryInputs(read),
    ...turnInputs(read),
    ...aspectTotals(read),
    ...whole.map((score) => Math.max(-3, Math.min(3, score / 4))),
  ];
}

/** Means and extremes of what the sentences say. */
function summaryInputs(read: readonly ReadSentence[]): number[] {
  const column = (at: number) => read.map(({ sentiments }) => sentiments[at] ?? 0);
  const [positive, negative, neutral, mixed] = [column(0), column(1), column(2), column(3)];
  const weights = read.map(({ tokens }) => Math.sqrt(tokens.length));
  const first = read[0]?.sentiments ?? [];
  const last = read.at(-1)?.sentiments ?? [];
  const scores = [0, 1, 2, 3].map((at) => read.map((sentence) => (sentence.scores[at] ?? 0) / 2));
  return [
    ...scores.flatMap((values) => [mean(values), Math.max(...values), Math.min(...values)]),
    ...[positive, negative, neutral, mixed].flatMap((
      values,
    ) => [mean(values), mean(values, weights)]),
    Math.max(...positive),
    Math.max(...negative),
    Math.min(...positive),
    Math.min(...negative),
    Math.max(...mixed),
    first[0] ?? 0,
    first[1] ?? 0,
    last[0] ?? 0,
    last[1] ?? 0,
    Math.min(mean(positive), mean(negative)) * 2,
    Math.log(read.length),
    Math.min(3, sum(positive)) / 3,
    Math.min(3, sum(negative)) / 3,
    ...[positive, negative, neutral].map((values) => share(values, (value) => value > CLEAR)),
  ];
}

/** Whether praise and blame both come, and where the text turns from one to the other. */
function turnInputs(read: readonly ReadSentence[]): number[] {
  const praise = read.map(({ sentiments }) => (sentiments[0] ?? 0) + (sentiments[3] ?? 0) / 2);
  const blame = read.map(({ sentiments }) => (sentiments[1] ?? 0) + (sentiments[3] ?? 0) / 2);
  const [mostPraise = 0, morePraise = 0] = praise.toSorted((left, right) => right - left);
  const [mostBlame = 0, moreBlame = 0] = blame.toSorted((left, right) => right - left);
  const leaning = (from: number, to?: number) =>
    mean(praise.slice(from, to)) - mean(blame.slice(from, to));
  return [
    read.slice(1).some(({ tokens }) => tokens.slice(0, OPENING).some(isContrast)) ? 1 : 0,
    read.some(({ tokens }) => tokens.slice(OPENING).some(isContrast)) ? 1 : 0,
    morePraise,
    moreBlame,
    Math.min(mostPraise, mostBlame),
    Math.min(morePraise, moreBlame),
    leaning(-2),
    leaning(0, 2),
  ];
}

/** How its aspects are judged. */
function aspectTotals(read: readonly ReadSentence[]): number[] {
  const judged = read.flatMap(({ aspects }) => aspects.filter(({ margin }) => margin >= 0));
  const totals = [0, 1, 2, 3].map((at) =>
    Math.min(3, sum(judged.map(({ sentiments }) => sentiments[at] ?? 0))) / 3
  );
  const [positive = 0, negative = 0] = totals;
  const leaning = judged.map(({ sentiments }) => (sentiments[0] ?? 0) - (sentiments[1] ?? 0));
  return [
    ...totals,
    Math.min(positive, negative),
    judged.length > 0 ? mean(leaning) : 0,
    judged.length > 0 ? 1 : 0,
  ];
}

/** Tokens in which a sentence that turns says so ("The service, though,"). */
const OPENING = 3;
const CONTRASTS: ReadonlySet<string> = new Set(
  "but however shame sadly unfortunately pity though although yet still except".split(" "),
);

function isContrast({ norm }: { readonly norm: string }): boolean {
  return CONTRASTS.has(norm);
}

function share(values: readonly number[], holds: (value: number) => boolean): number {
  return values.filter(holds).length / values.length;
}

function mean(values: readonly number[], weights: readonly number[] = values.map(() => 1)): number {
  return values.reduce((total, value, at) => total + value * (weights[at] ?? 0), 0) / sum(weights);
}
