import type { Block, Report, Section, TableBlock, Value } from "../../report/model.ts";
import type { Reader } from "../../storage/database.ts";
import type { Row } from "../../storage/schema/schema.ts";
import { counted } from "../../values/counted.ts";
import { percent } from "../../values/money.ts";
import { sum } from "../../values/sum.ts";
import { type FeedbackSearch, matchingFeedback } from "../feedback/search/find_feedback.ts";
import { feedbackOf, narrowedTo } from "./feedback_filter.ts";
import { datesOf } from "./daily_chart.ts";
import { quotes } from "./feedback_quotes.ts";
import { themesSections } from "./feedback_themes.ts";
import { readable } from "./readable.ts";
import { namesText, reportFrame, type ReportRequest, unfinishedNotes } from "./request.ts";

/** A piece of feedback; its sentiment is null until it is analysed. */
interface Feedback extends Row<"feedback"> {
  readonly sentiment: string | null;
}

/** Feedback of guests: how much, how positive, where, and in their own words. */
export async function customerReport(reader: Reader, request: ReportRequest): Promise<Report> {
  const { locations } = request;
  const names = new Map(locations.map(({ id, name }) => [id, name]));
  const search = await feedbackOf(reader, request);
  const feedback = await matchingFeedback(reader, search).selectAll("feedback")
    .select("feedback_analyses.sentiment")
    .orderBy("received_at", "desc").orderBy("feedback.id").execute();
  request.signal?.throwIfAborted();
  const { unread, replied } = await readState(reader, search);
  const narrowed = narrowedTo(request);
  const silent = locations.filter(({ id }) => !feedback.some((one) => one.location_id === id));
  return {
    ...reportFrame(
      narrowed === undefined ? "Customer report" : `Customer report: ${narrowed}`,
      request,
    ),
    notes: [
      ...unfinishedNotes(request),
      ...(feedback.length > 0
        ? []
        : narrowed === undefined
        ? ["No feedback is recorded in this period."]
        : [`No feedback in this period is about ${narrowed}.`]),
      ...(unread > 0 ? [`${counted(unread, "piece")} of feedback not analysed yet.`] : []),
      ...(feedback.length > 0 && silent.length > 0
        ? [`No feedback of ${namesText(silent.map(({ name }) => name))}.`]
        : []),
    ],
    // Sections of nothing would only hide that there is nothing.
    sections: feedback.length === 0
      ? [{ title: "At a glance", blocks: [headline(feedback, replied)] }]
      : [
        {
          title: "At a glance",
          blocks: [headline(feedback, replied), ...trend(feedback, request)],
        },
        ...await themesSections(reader, search, unread),
        ratingsSection(feedback, names),
        {
          title: "What guests were unhappy about",
          blocks: quotes(feedback, (rating) => rating <= 3, "negative"),
        },
        {
          title: "What guests praised",
          blocks: quotes(feedback, (rating) => rating >= 4, "positive"),
        },
      ],
    basis: [
      { term: "Feedback", text: "everything received in the period, with or without a rating." },
      { term: "Average rating", text: "of the feedback that has a rating, from 1 to 5." },
      {
        term: "Positive and negative",
        text:
          "what the text says as a whole, whatever its rating. Mixed and neutral are not shown.",
      },
      { term: "Quotes", text: "the newest first, in the guests' own words." },
    ],
  };
}

function ratingsSection(
  feedback: readonly Feedback[],
  names: ReadonlyMap<string, string>,
): Section {
  return {
    title: "Ratings",
    blocks: [
      ratingsTable(feedback),
      byTable(feedback, "channel", "Channel", ({ channel }) => readable(channel)),
      ...(names.size > 1
        ? [byTable(feedback, "location", "Location", (one) => names.get(one.location_id) ?? "")]
        : []),
    ],
  };
}

const RATING = { kind: "quantity", decimals: 2 } as const;

function headline(feedback: readonly Feedback[], replied: number): Block {
  const rated = ratingsOf(feedback);
  const low = rated.filter((rating) => rating <= 2).length;
  return {
    type: "figures",
    figures: [
      { key: "feedback", label: "Feedback", kind: "count", value: feedback.length },
      { key: "rated", label: "With a rating", kind: "count", value: rated.length },
      { key: "average_rating", label: "Average rating", ...RATING, value: average(rated) },
      {
        key: "open",
        label: "Without a sent reply",
        kind: "count",
        value: feedback.length - replied,
      },
      { key: "low", label: "Rated 1 or 2", kind: "percent", value: percent(low, rated.length) },
    ],
  };
}

/** How many pieces are not analysed yet, and how many replies were sent. */
async function readState(reader: Reader, search: FeedbackSearch) {
  // What was not analysed has no aspect and no dish yet, so it may be about those.
  const all = { ...search, aspect: undefined, items: undefined };
  const { unread } = await matchingFeedback(reader, all)
    .where("feedback_analyses.feedback_id", "is", null)
    .select(({ fn }) => fn.countAll<number>().as("unread")).executeTakeFirstOrThrow();
  const { replied } = await matchingFeedback(reader, search)
    .innerJoin(
      "feedback_replies",
      (join) =>
        join.onRef("feedback_replies.feedback_id", "=", "feedback.id")
          .onRef("feedback_replies.location_id", "=", "feedback.location_id"),
    )
    .where("feedback_replies.status", "=", "sent")
    .select(({ fn }) => fn.count<number>("feedback.id").distinct().as("replied"))
    .executeTakeFirstOrThrow();
  return { unread, replied };
}

/** Up to so many days are shown one by one, more by week. */
const MOST_DAYS = 14;

/** Ratings, feedback and what it says, by day or week; one without a rating has no point. */
function trend(feedback: readonly Feedback[], { period }: ReportRequest): Block[] {
  const days = datesOf(period);
  const isByDay = days.length <= MOST_DAYS;
  const step = isByDay ? "day" : "week";
  const starts = isByDay ? days : days.filter((_, at) => at % 7 === 0);
  if (starts.length < 2) return [];
  const parts = starts.map((start, at) => {
    const next = starts[at + 1];
    return feedback.filter(({ business_date }) =>
      business_date >= start && (next === undefined || business_date < next)
    );
  });
  const chart = { type: "chart", labelKind: "date", labels: starts } as const;
  return [
    {
      ...chart,
      key: `rating_by_${step}`,
      title: `Average rating by ${step}${isByDay ? "" : " (seven days from the date shown)"}`,
      form: "line",
      value: RATING,
      most: 5,
      series: [{
        name: "Average rating",
        values: parts.map((part) => average(ratingsOf(part))),
      }],
    },
    {
      ...chart,
      key: `feedback_by_${step}`,
      title: `Feedback by ${step}`,
      form: "columns",
      value: { kind: "count" },
      series: [{ name: "Feedback", values: parts.map(({ length }) => length) }],
    },
    ...(feedback.some(({ sentiment }) => sentiment !== null)
      ? [
        {
          ...chart,
          key: `sentiment_by_${step}`,
          title: `Positive and negative feedback by ${step}`,
          form: "columns",
          value: { kind: "count" },
          series: (["Positive", "Negative"] as const).map((name) => ({
            name,
            values: parts.map((part) => countJudged(part, name.toLowerCase())),
          })),
        } as const,
      ]
      : []),
  ];
}

/** Null if nothing of it is analysed: that is not zero. */
function countJudged(feedback: readonly Feedback[], wanted: string): number | null {
  if (feedback.length > 0 && feedback.every(({ sentiment }) => sentiment === null)) return null;
  return feedback.filter(({ sentiment }) => sentiment === wanted).length;
}

function ratingsTable(feedback: readonly Feedback[]): TableBlock {
  const rows = [5, 4, 3, 2, 1, null].map((rating): Value[] => {
    const count = feedback.filter((one) => one.rating === rating).length;
    return [rating === null ? "No rating" : String(rating), count, percent(count, feedback.length)];
  });
  return {
    type: "table",
    key: "ratings",
    title: "By rating",
    columns: [
      { key: "rating", label: "Rating", kind: "text" },
      { key: "feedback", label: "Feedback", kind: "count", isSummed: true },
      { key: "share", label: "Share", kind: "percent" },
    ],
    rows: feedback.length === 0 ? [] : rows,
    total: ["Total", feedback.length, 100],
  };
}

function byTable(
  feedback: readonly Feedback[],
  key: string,
  label: string,
  nameOf: (one: Feedback) => string,
): TableBlock {
  const groups = [...Map.groupBy(feedback, nameOf)].toSorted(([, a], [, b]) => b.length - a.length);
  return {
    type: "table",
    key: `by_${key}`,
    title: `By ${label.toLowerCase()}`,
    columns: [
      { key, label, kind: "text" },
      { key: "feedback", label: "Feedback", kind: "count", isSummed: true },
      { key: "average_rating", label: "Average rating", ...RATING },
    ],
    rows: groups.map(([name, some]) => [name, some.length, average(ratingsOf(some))]),
    total: ["Total", feedback.length, average(ratingsOf(feedback))],
  };
}

function ratingsOf(feedback: readonly Feedback[]): number[] {
  return feedback.flatMap(({ rating }) => rating === null ? [] : [rating]);
}

/** With two decimals; null without a rating. */
function average(ratings: readonly number[]): number | null {
  if (ratings.length === 0) return null;
  return Math.round(sum(ratings) / ratings.length * 100) / 100;
}
