import { z } from "zod";
import { PUBLIC_ID } from "../values/public_id.ts";
import { visibleText } from "../values/text.ts";

/** A business date, as text. That it exists is checked by the domain, with its own words. */
export function dateArgument(description: string): z.ZodString {
  return z.string("Write the date as YYYY-MM-DD.")
    .regex(/^\d{4}-\d{2}-\d{2}$/, "Write the date as YYYY-MM-DD.")
    .describe(description);
}

/** One location, by id or name. */
export const locationArgument: z.ZodString = z.string().min(1).max(80)
  .describe("Location id or name, as in restaurant://locations. Without it: all together.");

/** The id of something, as a resource or another tool gave it. */
export function idArgument(description: string): z.ZodString {
  return z.string().regex(PUBLIC_ID, "An id is 8 capital letters or digits, such as K7Q2M9XA.")
    .describe(description);
}

/** A text that a person types: on one line, without characters that nobody sees. */
export function textArgument(shortest: number, longest: number): z.ZodString {
  return z.string().overwrite(visibleText).min(shortest).max(longest);
}

/** The caller's own key of a request that may be repeated and must count once. */
export const idempotencyKey: z.ZodString = z.string().min(1).max(100).describe(
  "Any text of your choice, new for each new request. Repeated with the same request it gives the " +
    "first answer and does nothing twice; use one whenever a call may be repeated.",
);

/** The id of a piece of feedback: that of the system it came from, or one of ours. */
export const feedbackIdArgument: z.ZodString = z.string().min(1).max(64)
  .describe("The feedback_id that search_feedback gave.");
