import { boundedText } from "../../../values/text.ts";
import type { Analysis } from "../model/analysis.ts";
import { storedAnalysis } from "../read_analysis.ts";
import type { Replies } from "../replies/write_reply.ts";
import type { FoundFeedback } from "./find_feedback.ts";
import type { SearchAnswer } from "./search_answer.ts";

/** Characters of a quote in a list. */
const LONGEST_QUOTE = 140;

/** A piece of feedback as a list shows it. */
export function toPiece(
  found: FoundFeedback,
  replies: Replies | undefined,
): SearchAnswer["feedback"][number] {
  const analysis = found.analysis === null ? null : storedAnalysis(found.analysis);
  return {
    feedback_id: found.id,
    date: found.business_date,
    location: found.location_id,
    source: found.channel,
    rating: found.rating,
    sentiment: analysis?.overall.sentiment ?? null,
    aspects: (analysis?.aspects ?? []).map(({ aspect, sentiment }) => `${aspect}: ${sentiment}`),
    alerts: (analysis?.alerts ?? []).map(({ kind }) => kind),
    quote: boundedText(
      analysis === null ? found.text : tellingWords(analysis) ?? found.text,
      LONGEST_QUOTE,
    ),
    ...(replies !== undefined && { reply: statusOf(replies) }),
  };
}

/** A draft does not hide that guests have their answer. */
function statusOf({ sent, draft }: Replies): string {
  if (sent === undefined) return "draft";
  return draft === undefined ? "sent" : "sent, newer draft";
}

/** An alert's words, else those of the aspect that is judged most strongly. */
function tellingWords({ alerts: [alert], aspects }: Analysis): string | undefined {
  if (alert !== undefined) return alert.quote;
  const strongest =
    aspects.toSorted((left, right) => Math.abs(right.score) - Math.abs(left.score))[0];
  return strongest?.evidence[0]?.quote;
}

/** The alerts of a piece of feedback, for the list that comes first. */
export function toAlerts(found: FoundFeedback): SearchAnswer["alerts"] {
  if (found.analysis === null) return [];
  return storedAnalysis(found.analysis).alerts.map(({ kind, severity, quote }) => ({
    feedback_id: found.id,
    kind,
    severity,
    date: found.business_date,
    location: found.location_id,
    quote: boundedText(quote, LONGEST_QUOTE),
  }));
}

const SEVERITIES = ["critical", "high", "medium"];

/** Sorts alerts: the most severe first. */
export function bySeverity(a: SearchAnswer["alerts"][number], b: typeof a): number {
  return SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity);
}
