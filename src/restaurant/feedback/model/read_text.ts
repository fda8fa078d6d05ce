import type { DenseModel } from "./linear.ts";
import { softmax } from "./linear.ts";
import type { FeedbackModel } from "./model.ts";
import { type ReadSentence, readSentence } from "./read_sentence.ts";
import { sentences } from "./sentences.ts";
import { tag } from "./tag.ts";
import { tokenise } from "./tokens.ts";

/** The sentences of a text, each as the models read it. */
export function readSentences(text: string, model: FeedbackModel): ReadSentence[] {
  return sentences(tokenise(text, model.lexicon.isKnown))
    .map((tokens) => readSentence(tag(tokens, model.lexicon), model));
}

/** Probabilities of `SENTIMENTS` for a whole text; nothing said is neutral. */
export function textSentiments(
  read: readonly ReadSentence[],
  model: DenseModel,
): readonly number[] {
  const [only] = read;
  if (only === undefined) return [0, 0, 1, 0];
  return read.length === 1 ? only.sentiments : softmax(model, textInputs(read));
}

/** The numbers that decide the sentiment of several sentences. */
export function textInputs(
  read: readonly Pick<ReadSentence, "scores" | "sentiments" | "tokens">[],
): number[] {
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
  ];
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

function mean(values: readonly number[], weights: readonly number[] = values.map(() => 1)): number {
  return values.reduce((total, value, at) => total + value * (weights[at] ?? 0), 0) / sum(weights);
}
