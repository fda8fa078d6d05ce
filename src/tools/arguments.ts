import { z } from "zod";
import { PUBLIC_ID } from "../values/public_id.ts";
import { visibleText } from "../values/text.ts";

/** The first date of a period, or words for the whole period; the domain reads them. */
export const dateArgument: z.ZodString = z.string().min(1).max(40).describe(
  "Business date YYYY-MM-DD, or today, yesterday, last_7_days, this_week, last_month, 2026-11, " +
    "2026-W47.",
);

/** A whole period in words or dates; the domain reads it. */
export const rangeArgument: z.ZodString = z.string().min(1).max(40).describe(
  "A period: yesterday, last_7_days, last_month, 2026-11, 2026-W47 or 2026-01-01..2026-01-31.",
);

/** The last date of a period. */
export const endDateArgument: z.ZodString = z.string().min(1).max(40)
  .describe("Last business date, inclusive. Without it what `date` says.");

/** One location, by id or name. */
export const locationArgument: z.ZodString = z.string().min(1).max(80)
  .describe("Location id or name. Without it, or `all`: all together.");

/** An id that a resource or another tool returned. */
export function idArgument(description: string): z.ZodString {
  return z.string().regex(PUBLIC_ID, "An id is 8 capital letters or digits, such as K7Q2M9XA.")
    .describe(description);
}

/** Something by its id or by its name, spelled closely enough. */
export function namedArgument(description: string): z.ZodString {
  return textArgument(1, 80).describe(description);
}

/** A text that a person types: one line, without invisible characters. */
export function textArgument(shortest: number, longest: number): z.ZodString {
  return z.string().overwrite(visibleText).min(shortest).max(longest);
}

/** The caller's own key of a request that may be repeated and must count once. */
export const idempotencyKey: z.ZodString = z.string().min(1).max(100).describe(
  "A text of your choice, new for each request. A repeated request returns its first answer and " +
    "counts once.",
);

/** The id of a piece of feedback: that of the system it came from, or one of ours. */
export const feedbackIdArgument: z.ZodString = z.string().min(1).max(64)
  .describe("A feedback_id from search_feedback.");

/** The answer to a question that an earlier call returned. */
export const confirmArgument: z.ZodDefault<z.ZodBoolean> = z.boolean().default(false)
  .describe("Only after the person said yes to the question of this call.");
