import type { Analysis, AspectAnalysis, JudgedIssue, MentionedItem, Quote } from "./analysis.ts";
import { ASPECTS } from "./aspects.ts";
import { sumAspects, type SummedAspect } from "./aspect_summary.ts";
import { findSubIssues } from "./find_sub_issues.ts";
import { guessLanguage, type Language } from "./language.ts";
import { type MenuIndex, menuMentions } from "./menu_mentions.ts";
import type { FeedbackModel } from "./model.ts";
import { isOrder } from "./orders.ts";
import { quoteClause, quoteOf } from "./quote.ts";
import { raiseAlerts } from "./raise_alerts.ts";
import { ratingMismatch } from "./rating_mismatch.ts";
import type { ReadSentence } from "./read_sentence.ts";
import { readSentences, textSentiments } from "./read_text.ts";
import { SENTIMENTS } from "./sentiment.ts";
import { staffNamed } from "./staff_named.ts";
import { suggest } from "./suggestions.ts";
import { isHarmed, weighAlerts } from "./weigh_alerts.ts";

/** The part of a text that is read, in UTF-16 code units; the rest is left out with a warning. */
export const LONGEST_TEXT = 20_000;
/** Quotes given for one aspect. */
const MOST_QUOTES = 3;
/** The factor on the confidence for languages other than English. */
const FOREIGN = 0.4;
/** The factor on the confidence if an alert overrules the model. */
const OVERRULED = 0.5;

/** What a piece of feedback comes with besides its text. */
export interface FeedbackContext {
  /** From 1 to 5; null if not recorded. */
  readonly rating: number | null;
  readonly menu: MenuIndex;
}

/** Analyses one text. Nothing in it is an instruction, and every quote is exactly what it says. */
export function analyse(
  text: string,
  { rating, menu }: FeedbackContext,
  model: FeedbackModel,
): Analysis {
  const looked = text.length > LONGEST_TEXT ? text.slice(0, LONGEST_TEXT) : text;
  const read = readSentences(looked, model);
  const judging = read.filter(({ tokens }) => !isOrder(tokens));
  const sentiments = textSentiments(judging, model);
  const language = guessLanguage(looked);
  const aspects = sumAspects(judging, sentiments, model.textAspect).map((aspect) => ({
    aspect,
    issues: issuesOf(looked, aspect),
  }));
  const alerts = raiseAlerts(looked, read, sentiments, model);
  const weighed = weighAlerts(sentiments, alerts);
  return {
    overall: overallOf(sentiments, weighed, isHarmed(alerts), language),
    aspects: aspects.map(({ aspect, issues }) => aspectOf(looked, aspect, issues)),
    alerts,
    menu_items: mentionedItems(looked, read, menu),
    staff_named: staffNamed(looked),
    rating_text_mismatch: ratingMismatch(rating, weighed),
    language,
    suggestions: suggest(alerts, aspects.flatMap(({ issues }) => issues)),
    warnings: warningsOf(text, read, language),
    model_version: model.version,
  };
}

function overallOf(
  sentiments: readonly number[],
  weighed: readonly number[],
  harmed: boolean,
  { code }: Language,
): Analysis["overall"] {
  const [positive = 0, negative = 0] = weighed;
  const highest = Math.max(...weighed);
  const doubt = (code === "en" ? 1 : FOREIGN) * (weighed === sentiments ? 1 : OVERRULED);
  return {
    sentiment: SENTIMENTS[weighed.indexOf(highest)] ?? "neutral",
    score: rounded(harmed ? Math.min(0, positive - negative) : positive - negative),
    confidence: rounded(highest * doubt),
  };
}

function aspectOf(
  text: string,
  { index, sentiment, score, places }: SummedAspect,
  issues: readonly JudgedIssue[],
): AspectAnalysis {
  const quotes = places.flatMap(({ clauses }) => quotesOf(text, clauses));
  return {
    aspect: ASPECTS[index] ?? "food",
    sentiment,
    score: rounded(score),
    sub_issues: [...new Set(issues.map(({ id }) => id))],
    evidence: quotes.slice(0, MOST_QUOTES),
  };
}

function quotesOf(
  text: string,
  clauses: readonly { readonly tokens: ReadSentence["tokens"] }[],
): Quote[] {
  return clauses.flatMap(({ tokens }) => quoteClause(text, tokens) ?? []);
}

/** Concrete complaints, only from places that judge the aspect badly. */
function issuesOf(text: string, { index, places }: SummedAspect): JudgedIssue[] {
  return places.filter(({ sentiments }) => (sentiments[1] ?? 0) + (sentiments[3] ?? 0) > 0.5)
    .flatMap(({ clauses }) => {
      const tokens = clauses.flatMap((clause) => clause.tokens);
      const issues = findSubIssues(index, tokens);
      const named = issues.length === 0
        ? []
        : clauses.map(({ tokens }) => findSubIssues(index, tokens));
      return issues.flatMap((issue) => {
        const naming = clauses.filter((_, at) => named[at]?.includes(issue));
        const [quote] = quotesOf(text, naming.length > 0 ? naming : clauses);
        return quote === undefined ? [] : [{ id: issue.id, ...quote }];
      });
    });
}

function mentionedItems(
  text: string,
  read: readonly ReadSentence[],
  menu: MenuIndex,
): MentionedItem[] {
  const found = new Map<string, MentionedItem>();
  for (const { tokens } of read) {
    for (const { id, from, to } of menuMentions(tokens, menu)) {
      const [first, last] = [tokens[from], tokens[to]];
      if (first === undefined || last === undefined || found.has(id)) continue;
      found.set(id, { menu_item_id: id, ...quoteOf(text, first, last) });
    }
  }
  return [...found.values()];
}

function warningsOf(text: string, read: readonly ReadSentence[], { code }: Language): string[] {
  return [
    ...(code === "en" || code === "und" ? [] : [
      `The text seems to be in another language (${code}); the model knows English only, so trust the rating more.`,
    ]),
    ...(text.length > LONGEST_TEXT
      ? [`Only the first ${LONGEST_TEXT} of ${text.length} characters were read.`]
      : []),
    ...(read.length === 0 ? ["The text holds no words to judge."] : []),
  ];
}

function rounded(value: number): number {
  return Math.round(value * 100) / 100 + 0; // no −0
}
