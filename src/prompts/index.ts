import type { Prompt } from "../mcp/prompt.ts";
import type { PromptServices } from "./arguments.ts";
import { dailyBriefing } from "./daily_briefing.ts";
import { feedbackDigest } from "./feedback_digest.ts";
import { menuReview } from "./menu_review.ts";
import { restockPlan } from "./restock_plan.ts";
import { weeklyReview } from "./weekly_review.ts";

/** Every prompt, in the order in which clients see them. */
export const prompts: readonly Prompt<PromptServices>[] = [
  dailyBriefing,
  weeklyReview,
  restockPlan,
  menuReview,
  feedbackDigest,
];
