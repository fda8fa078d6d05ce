import { z } from "zod";
import { defineTool } from "../mcp/tool.ts";
import { analysisAnswer, analysisText } from "../restaurant/feedback/search/analysis_answer.ts";
import { analysisOf } from "../restaurant/feedback/search/analysis_of.ts";
import type { Reader } from "../storage/database.ts";
import { feedbackIdArgument } from "./arguments.ts";

/** What one piece of feedback says, with the words that show it. */
export const analyzeCustomerFeedback = defineTool({
  name: "analyze_customer_feedback",
  title: "Analyze customer feedback",
  description:
    "What one piece of feedback says: overall sentiment with score and confidence; each aspect " +
    "(food, service, price, ambience, wait_time, cleanliness, order_delivery) with concrete " +
    "complaints and exact quotes; alerts (illness, allergen, foreign_object, injury, " +
    "discrimination, billing); menu items mentioned; whether the rating contradicts the text; what " +
    "to do, each suggestion with the quote that it rests on, none for pure praise.\n\n" +
    "For many pieces, themes and trends use search_feedback, which also gives the ids. The model is " +
    "small and runs on this server: it misreads some irony, and says when it is unsure. English " +
    "only; other languages get a warning and low confidence.",
  effect: "read",
  scope: "feedback:read",
  input: z.strictObject({
    feedback_id: feedbackIdArgument,
    include_suggestions: z.boolean().default(true).describe("Whether to say what to do."),
  }),
  output: analysisAnswer,
  run: async ({ feedback_id, include_suggestions }, { reader }: { reader: Reader }) =>
    await analysisOf(reader, feedback_id, include_suggestions),
  text: analysisText,
});
