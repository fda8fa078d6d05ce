import type { Reader } from "../../../storage/database.ts";
import type { Row } from "../../../storage/schema/schema.ts";
import { type FeedbackSearch, matchingFeedback } from "./find_feedback.ts";

/** How often something is spoken of. */
export interface ThemeCount {
  readonly kind: Row<"feedback_themes">["kind"];
  readonly name: string;
  readonly mentions: number;
  readonly positive: number;
  readonly negative: number;
  readonly mixed: number;
}

/** How the feedback of a search judges altogether. */
export interface FeedbackTotals {
  readonly count: number;
  readonly positive: number;
  readonly negative: number;
  readonly neutral: number;
  readonly mixed: number;
  /** Pieces that the present model has not read yet. */
  readonly unread: number;
  readonly rated: number;
  /** Mean of the ratings; null if there are none. */
  readonly average_rating: number | null;
}

/** Themes of the feedback that a search takes, those that most speak of first. */
export async function countThemes(reader: Reader, search: FeedbackSearch): Promise<ThemeCount[]> {
  const rows = await matchingFeedback(reader, search)
    .innerJoin("feedback_themes", "feedback_themes.feedback_id", "feedback.id")
    .select(["feedback_themes.kind", "feedback_themes.name", "feedback_themes.sentiment"])
    .select(({ fn }) => fn.countAll<number>().as("mentions"))
    .groupBy(["feedback_themes.kind", "feedback_themes.name", "feedback_themes.sentiment"])
    .execute();
  const counts = new Map<string, ThemeCount>();
  for (const { kind, name, sentiment, mentions } of rows) {
    const key = `${kind} ${name}`;
    const { positive = 0, negative = 0, mixed = 0, mentions: before = 0 } = counts.get(key) ?? {};
    const share = (wanted: string) => sentiment === wanted ? Number(mentions) : 0;
    counts.set(key, {
      kind,
      name,
      mentions: before + Number(mentions),
      positive: positive + share("positive"),
      negative: negative + share("negative"),
      mixed: mixed + share("mixed"),
    });
  }
  return [...counts.values()].sort((left, right) =>
    right.mentions - left.mentions || (left.name < right.name ? -1 : 1)
  );
}

/** Totals of the feedback that a search takes. */
export async function countFeedback(
  reader: Reader,
  search: FeedbackSearch,
  version: string,
): Promise<FeedbackTotals> {
  const rows = await matchingFeedback(reader, search)
    .select(["feedback_analyses.sentiment", "feedback_analyses.model_version", "feedback.rating"])
    .select(({ fn }) => fn.countAll<number>().as("pieces"))
    .groupBy(["feedback_analyses.sentiment", "feedback_analyses.model_version", "feedback.rating"])
    .execute();
  const sum = (has: (row: typeof rows[number]) => boolean) =>
    rows.filter(has).reduce((total, { pieces }) => total + Number(pieces), 0);
  const rated = sum(({ rating }) => rating !== null);
  const stars = rows.reduce(
    (total, { rating, pieces }) => total + (rating ?? 0) * Number(pieces),
    0,
  );
  const judged = (wanted: string) => sum(({ sentiment }) => sentiment === wanted);
  return {
    count: sum(() => true),
    positive: judged("positive"),
    negative: judged("negative"),
    neutral: judged("neutral"),
    mixed: judged("mixed"),
    unread: sum(({ model_version }) => model_version !== version),
    rated,
    average_rating: rated === 0 ? null : Math.round(stars / rated * 100) / 100,
  };
}
