import { z } from "zod";
import { defineTool } from "../mcp/tool.ts";
import { type Reply, writeReply } from "../restaurant/feedback/replies/write_reply.ts";
import { once } from "../restaurant/journal/once.ts";
import { nowText } from "../values/clock.ts";
import { feedbackIdArgument, idempotencyKey } from "./arguments.ts";
import type { Services } from "./services.ts";

const LONGEST_REPLY = 2000;

const answer = z.strictObject({
  status: z.enum(["draft", "sent"]),
  reply_id: z.string(),
  feedback_id: z.string(),
  location: z.string(),
  written_by: z.string(),
  written_at: z.string().describe("UTC instant."),
});

/** Keeps a reply to a guest. */
export const replyToFeedback = defineTool({
  name: "reply_to_feedback",
  title: "Reply to feedback",
  description:
    "Keeps the reply that you wrote to one piece of feedback, as a draft, or as sent if it " +
    "already was. It sends nothing by itself. search_feedback and analyze_customer_feedback " +
    "show a sent reply and a newer draft.\n\n" +
    "Refused, with every reason: promises of money above the location's limit (none until one " +
    "is set), names of staff, medical or legal admissions. Thank the guest, name what they " +
    "said, say what changes, and invite them to get in touch; ask the user before you mark it " +
    "as sent.",
  effect: "add",
  scope: "feedback:write",
  input: z.strictObject({
    feedback_id: feedbackIdArgument,
    reply: z.string().trim().min(1).max(LONGEST_REPLY).describe(
      "The reply, as the guest will read it.",
    ),
    status: z.enum(["draft", "sent"]).default("draft")
      .describe("sent only if it was sent by other means."),
    idempotency_key: idempotencyKey.optional(),
  }),
  output: answer,
  run: async (
    { idempotency_key, ...args },
    { write, clock }: Pick<Services, "write" | "clock">,
    { actor, caller },
  ) => {
    const now = nowText(clock);
    const request = {
      scope: `reply_to_feedback:${actor}`,
      key: idempotency_key,
      data: args,
      answer,
      about: () => ({ table: "feedback", id: args.feedback_id }) as const,
    };
    return await write((writer) =>
      once(
        writer,
        request,
        now,
        async () => answerOf(await writeReply(writer, args, { actor: caller, now })),
      )
    );
  },
  text: ({ status, reply_id, feedback_id, written_by }) =>
    status === "draft"
      ? `Draft ${reply_id} for feedback ${feedback_id} is kept, by ${written_by}. Nothing was sent.`
      : `Reply ${reply_id} to feedback ${feedback_id} is kept as sent, by ${written_by}.`,
});

function answerOf(reply: Reply): z.infer<typeof answer> {
  return {
    status: reply.status,
    reply_id: reply.id,
    feedback_id: reply.feedback_id,
    location: reply.location_id,
    written_by: reply.actor,
    written_at: reply.written_at,
  };
}
