import { freshIds } from "../../../storage/ids.ts";
import type { Reader, Writer } from "../../../storage/database.ts";
import { noteFeedbackChanged } from "../../../storage/feedback_mark.ts";
import type { Row } from "../../../storage/schema/schema.ts";
import { RestaurantError } from "../../../values/errors.ts";
import { existingFeedback } from "../read_feedback.ts";
import { replyProblems } from "./check_reply.ts";
import { readReplyLimit } from "./reply_limit.ts";

/** An answer to feedback. */
export type Reply = Row<"feedback_replies">;

/** A reply to keep. */
export interface NewReply {
  readonly feedback_id: string;
  readonly reply: string;
  readonly status: Reply["status"];
}

/**
 * Saves a reply. It sends nothing: "sent" records that it was sent.
 *
 * @throws {RestaurantError} NOT_FOUND for unknown feedback; INVALID_INPUT with every reason why the
 * reply is not allowed.
 */
export async function writeReply(
  writer: Writer,
  { feedback_id, reply, status }: NewReply,
  { actor, now }: { readonly actor: string; readonly now: string },
): Promise<Reply> {
  const { location_id } = await existingFeedback(writer, feedback_id);
  await assertMayStand(writer, location_id, reply);
  const [id = ""] = await freshIds(writer, "feedback_replies", 1);
  const position = await nextPosition(writer, feedback_id);
  const row = {
    id,
    feedback_id,
    location_id,
    position,
    status,
    text: reply,
    actor,
    written_at: now,
  };
  await writer.insertInto("feedback_replies").values(row).execute();
  await noteFeedbackChanged(writer);
  return row;
}

/** A concurrent reply hits the key, and its transaction runs again. */
async function nextPosition(writer: Writer, feedbackId: string): Promise<number> {
  const row = await writer.selectFrom("feedback_replies")
    .select(({ fn }) => fn.max("position").as("last")).where("feedback_id", "=", feedbackId)
    .executeTakeFirst();
  return Number(row?.last ?? 0) + 1;
}

async function assertMayStand(reader: Reader, locationId: string, reply: string): Promise<void> {
  const location = await reader.selectFrom("locations").select("currency")
    .where("id", "=", locationId).executeTakeFirst();
  const problems = replyProblems(reply, {
    currency: location?.currency ?? "USD",
    most_refund: await readReplyLimit(reader, locationId),
    employees: await firstNames(reader, locationId),
  });
  if (problems.length === 0) return;
  throw new RestaurantError("INVALID_INPUT", `The reply was not kept. ${problems.join(" ")}`, {
    fields: problems.map((problem) => ({ field: "reply", problem })),
    hint: "Rewrite it without these parts. The limit for money is set on the server: " +
      `restaurant-mcp location ${locationId} --reply-refund-limit <amount>.`,
  });
}

async function firstNames(reader: Reader, locationId: string): Promise<string[]> {
  const rows = await reader.selectFrom("time_entries").select("employee").distinct()
    .where("location_id", "=", locationId).execute();
  return rows.flatMap(({ employee }) => employee.match(/\p{L}[\p{L}’'-]{2,}/gu) ?? []);
}

/** What a piece of feedback was answered, and what is meant to follow. */
export interface Replies {
  /** The last that was sent. */
  readonly sent?: Reply;
  /** The last draft, unless a later reply was sent. */
  readonly draft?: Reply;
}

/** The replies that count to each of some pieces of feedback; pieces without any are left out. */
export async function readReplies(
  reader: Reader,
  ids: readonly string[],
): Promise<Map<string, Replies>> {
  if (ids.length === 0) return new Map();
  const rows = await reader.selectFrom("feedback_replies").selectAll()
    .where("feedback_id", "in", [...ids]).orderBy("position").execute();
  const replies = new Map<string, Replies>();
  for (const row of rows) {
    const before = row.status === "sent" ? {} : replies.get(row.feedback_id);
    replies.set(row.feedback_id, { ...before, [row.status]: row });
  }
  return replies;
}
