import type { Reader } from "../../../storage/database.ts";
import { boundedText } from "../../../values/text.ts";
import type { AnalysisAnswer } from "./analysis_answer.ts";
import type { Analysis } from "../model/analysis.ts";
import { readAnalysis } from "../read_analysis.ts";
import { existingFeedback } from "../read_feedback.ts";
import { readReplies, type Reply } from "../replies/write_reply.ts";

const LONGEST_TEXT = 1500;
/** Most of each list in an answer. */
const MOST = { aspects: 7, quotes: 3, items: 10, suggestions: 8 };
/** Characters of a quote that an answer shows. */
const LONGEST_QUOTE = 240;

/**
 * The analysis of one piece of feedback.
 *
 * @throws {RestaurantError} NOT_FOUND
 */
export async function analysisOf(
  reader: Reader,
  id: string,
  withSuggestions: boolean,
): Promise<AnalysisAnswer> {
  const feedback = await existingFeedback(reader, id);
  const analysis = await readAnalysis(reader, feedback);
  const { sent, draft } = (await readReplies(reader, [id])).get(id) ?? {};
  const { suggestions, menu_items, aspects, alerts, ...rest } = analysis;
  return {
    feedback_id: id,
    location: feedback.location_id,
    date: feedback.business_date,
    source: feedback.channel,
    rating: feedback.rating,
    guest_text: boundedText(feedback.text, LONGEST_TEXT),
    ...rest,
    warnings: [...rest.warnings],
    aspects: aspects.map(({ evidence, sub_issues, ...aspect }) => ({
      ...aspect,
      sub_issues: [...sub_issues],
      evidence: evidence.slice(0, MOST.quotes).map(shortened),
    })),
    alerts: alerts.map(shortened),
    menu_items: await named(reader, menu_items.slice(0, MOST.items)),
    ...(withSuggestions && {
      suggestions: suggestions.slice(0, MOST.suggestions)
        .map((suggestion) => ({ ...suggestion, because: cut(suggestion.because) })),
    }),
    replies: [sent, draft].flatMap((reply) => reply === undefined ? [] : [shownReply(reply)]),
  };
}

function shownReply({ status, text, actor, written_at }: Reply): AnalysisAnswer["replies"][number] {
  return { status, text: boundedText(text, LONGEST_TEXT), written_by: actor, written_at };
}

/** A quote that is no longer than an answer can bear; it stays the guest's exact words. */
function shortened<
  Quoted extends { readonly quote: string; readonly start: number; readonly end: number },
>(
  quoted: Quoted,
): Quoted {
  const quote = cut(quoted.quote);
  return { ...quoted, quote, end: quoted.start + quote.length };
}

function cut(quote: string): string {
  if (quote.length <= LONGEST_QUOTE) return quote;
  // Half of a character that takes two places would be left of it.
  return quote.slice(0, LONGEST_QUOTE).replace(/[\ud800-\udbff]$/, "").trimEnd();
}

async function named(reader: Reader, items: Analysis["menu_items"]) {
  if (items.length === 0) return [];
  const rows = await reader.selectFrom("menu_items").select(["id", "name"])
    .where("id", "in", items.map(({ menu_item_id }) => menu_item_id)).execute();
  const names = new Map(rows.map(({ id, name }) => [id, name]));
  return items.map((item) => ({
    ...item,
    name: names.get(item.menu_item_id) ?? item.menu_item_id,
  }));
}
