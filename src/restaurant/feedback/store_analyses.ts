import { insertMany } from "../../storage/bulk.ts";
import type { Database, Reader, Writer } from "../../storage/database.ts";
import { noteFeedbackChanged } from "../../storage/feedback_mark.ts";
import type { Row } from "../../storage/schema/schema.ts";
import { feedbackModel, MODEL_VERSION } from "./load_model.ts";
import { readMenuIndex } from "./menu_index.ts";
import { analyse } from "./model/analyse.ts";
import type { Analysis } from "./model/analysis.ts";
import type { Feedback } from "./read_feedback.ts";

/** Pieces that one transaction takes: some tens of milliseconds of work. */
const AT_ONCE = 25;

/**
 * Reads feedback that this version of the model has not read, the latest first, and stores what it
 * says.
 *
 * @returns How many pieces were read; none if everything is up to date.
 */
export async function storeAnalyses(
  { reader, write }: Pick<Database, "reader" | "write">,
  now: string,
): Promise<number> {
  const unread = await readUnread(reader, MODEL_VERSION);
  if (unread.length === 0) return 0;
  const model = await feedbackModel();
  const menu = await readMenuIndex(reader);
  const read = unread.map((feedback) => ({
    feedback,
    analysis: analyse(feedback.text, { rating: feedback.rating, menu }, model),
  }));
  await write(async (writer) => await replaceAnalyses(writer, read, now));
  return unread.length;
}

async function readUnread(reader: Reader, version: string): Promise<Feedback[]> {
  return await reader.selectFrom("feedback").selectAll("feedback")
    .leftJoin(
      "feedback_analyses",
      (join) =>
        join.onRef("feedback_analyses.feedback_id", "=", "feedback.id")
          .onRef("feedback_analyses.location_id", "=", "feedback.location_id"),
    )
    .where((where) =>
      where.or([
        where("feedback_analyses.model_version", "is", null),
        where("feedback_analyses.model_version", "!=", version),
      ])
    )
    .orderBy("feedback.received_at", "desc").orderBy("feedback.id").limit(AT_ONCE).execute();
}

/** A piece of feedback with what it says. */
export interface ReadFeedback {
  readonly feedback: Feedback;
  readonly analysis: Analysis;
}

/** Writes analyses, and their themes for counting, in place of older ones. */
export async function replaceAnalyses(
  writer: Writer,
  read: readonly ReadFeedback[],
  now: string,
): Promise<void> {
  const ids = read.map(({ feedback }) => feedback.id);
  // Another process may be at the same ones: the one that locks the feedback writes.
  const held = await writer.selectFrom("feedback").select("id").where("id", "in", ids)
    .orderBy("id").forNoKeyUpdate().execute();
  const there = new Set(held.map(({ id }) => id));
  const kept = read.filter(({ feedback }) => there.has(feedback.id));
  await writer.deleteFrom("feedback_themes").where("feedback_id", "in", ids).execute();
  await writer.deleteFrom("feedback_analyses").where("feedback_id", "in", ids).execute();
  await insertMany(writer, "feedback_analyses", kept.map((one) => analysisRow(one, now)));
  await insertMany(writer, "feedback_themes", kept.flatMap(themeRows));
  await noteFeedbackChanged(writer);
}

function analysisRow({ feedback, analysis }: ReadFeedback, now: string): Row<"feedback_analyses"> {
  return {
    feedback_id: feedback.id,
    location_id: feedback.location_id,
    model_version: analysis.model_version,
    sentiment: analysis.overall.sentiment,
    analysis: JSON.stringify(analysis),
    analysed_at: now,
  };
}

function themeRows({ feedback, analysis }: ReadFeedback): Row<"feedback_themes">[] {
  const { aspects, alerts, menu_items } = analysis;
  const row = (
    kind: Row<"feedback_themes">["kind"],
    name: string,
    sentiment: string | null = null,
  ) => ({
    feedback_id: feedback.id,
    location_id: feedback.location_id,
    kind,
    name,
    sentiment,
  });
  const issues = new Set(aspects.flatMap(({ sub_issues }) => sub_issues));
  return [
    ...aspects.map(({ aspect, sentiment }) => row("aspect", aspect, sentiment)),
    ...alerts.map(({ kind }) => row("alert", kind)),
    ...[...issues].map((name) => row("issue", name)),
    ...menu_items.map(({ menu_item_id }) => row("item", menu_item_id)),
  ];
}
