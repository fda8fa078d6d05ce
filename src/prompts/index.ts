import type { Prompt } from "../mcp/prompt.ts";
import type { PromptServices } from "./arguments.ts";
import { feedbackDigest } from "./feedback_digest.ts";
import { weeklyReview } from "./weekly_review.ts";

/** Every prompt, in the order in which clients see them. */
export const prompts: readonly Prompt<PromptServices>[] = [
  weeklyReview,
  feedbackDigest,
];
