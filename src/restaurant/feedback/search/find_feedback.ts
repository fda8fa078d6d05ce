// deno-lint-ignore-file explicit-module-boundary-types -- a query's type is longer than its function
import type { Reader } from "../../../storage/database.ts";
import { feedbackHasTheme, feedbackUrgency } from "../../../storage/conditions.ts";
import { feedbackHasWords } from "../../../storage/scope/text_search.ts";
import type { Period } from "../../../values/period.ts";
import type { Feedback } from "../read_feedback.ts";
import type { FeedbackPosition, Urgency } from "./feedback_cursor.ts";

/** Which feedback is meant. */
export interface FeedbackSearch {
  readonly location_ids: readonly string[];
  readonly period: Period | null;
  readonly aspect?: string | undefined;
  readonly sentiment?: string | undefined;
  readonly alert?: string | undefined;
  /** Ids of menu items; it mentions at least one of them. */
  readonly items?: readonly string[] | undefined;
  /** Where it was given, such as `survey`. */
  readonly channel?: string | undefined;
  readonly rating?: { readonly from: number; readonly to: number } | undefined;
  readonly text?: string | undefined;
}

/** A piece of feedback that was found. */
export interface FoundFeedback extends Feedback {
  readonly urgency: Urgency;
  /** As JSON; null until the text is analysed. */
  readonly analysis: string | null;
}

/** Feedback with the part of its analysis that a search uses; each condition narrows it. */
export function matchingFeedback(reader: Reader, search: FeedbackSearch) {
  const { location_ids, period, aspect, sentiment, alert, items, channel, rating, text } = search;
  let query = reader.selectFrom("feedback")
    .leftJoin(
      "feedback_analyses",
      (join) =>
        join.onRef("feedback_analyses.feedback_id", "=", "feedback.id")
          .onRef("feedback_analyses.location_id", "=", "feedback.location_id"),
    )
    .where("feedback.location_id", "in", [...location_ids]);
  if (period !== null) {
    query = query.where("feedback.business_date", ">=", period.date)
      .where("feedback.business_date", "<=", period.end_date);
  }
  if (channel !== undefined) query = query.where("feedback.channel", "=", channel);
  if (rating !== undefined) {
    query = query.where("feedback.rating", ">=", rating.from).where(
      "feedback.rating",
      "<=",
      rating.to,
    );
  }
  if (aspect === undefined && sentiment !== undefined) {
    query = query.where("feedback_analyses.sentiment", "=", sentiment);
  }
  if (aspect !== undefined) {
    query = query.where(feedbackHasTheme("aspect", [aspect], sentiment));
  }
  if (alert !== undefined) {
    query = query.where(feedbackHasTheme("alert", alert === "any" ? undefined : [alert]));
  }
  if (items !== undefined) query = query.where(feedbackHasTheme("item", items));
  if (text !== undefined) query = query.where(feedbackHasWords(reader, text));
  return query;
}

/** A page of a search: the most severe alerts first, then the latest. */
export async function findFeedback(
  reader: Reader,
  search: FeedbackSearch,
  { after, limit }: { readonly after?: FeedbackPosition | undefined; readonly limit: number },
): Promise<FoundFeedback[]> {
  const urgency = feedbackUrgency();
  let query = matchingFeedback(reader, search).selectAll("feedback")
    .select("feedback_analyses.analysis")
    .select(urgency.as("urgency"));
  if (after !== undefined) {
    const { received_at, id } = after;
    query = query.where((where) => {
      const later = where.or([
        where("feedback.received_at", "<", received_at),
        where.and([
          where("feedback.received_at", "=", received_at),
          where("feedback.id", "<", id),
        ]),
      ]);
      return where.or([
        where(urgency, "<", after.urgency),
        where.and([where(urgency, "=", after.urgency), later]),
      ]);
    });
  }
  return await query.orderBy("urgency", "desc").orderBy("feedback.received_at", "desc")
    .orderBy("feedback.id", "desc").limit(limit).execute();
}

/** How many pieces match. */
export async function countMatching(reader: Reader, search: FeedbackSearch): Promise<number> {
  const { count } = await matchingFeedback(reader, search)
    .select(({ fn }) => fn.countAll<number>().as("count")).executeTakeFirstOrThrow();
  return Number(count);
}
