import { z } from "zod";
import { defineTool } from "../mcp/tool.ts";
import { analysisAnswer, analysisText } from "../restaurant/feedback/search/analysis_answer.ts";
import { analysisOf } from "../restaurant/feedback/search/analysis_of.ts";
import type { Reader } from "../storage/database.ts";
import { feedbackIdArgument } from "./arguments.ts";

/** The analysis of one piece of feedback, with the words that support it. */
export const analyzeCustomerFeedback = defineTool({
  name: "analyze_customer_feedback",
  title: "Analyze customer feedback",
  description:
    "What one piece of feedback says: sentiment with score and confidence, overall and by " +
    "aspect, with concrete complaints and exact quotes; alerts; menu items mentioned; whether " +
    "the rating contradicts the text; what to do, each suggestion with the quote behind " +
    "it.\n\n" +
    "For many pieces and trends use search_feedback, which has the ids. The model is small: it " +
    "misreads some irony, and knows English only.",
  effect: "read",
  scope: "feedback:read",
  input: z.strictObject({
    feedback_id: feedbackIdArgument,
    include_suggestions: z.boolean().default(true).describe("Whether to suggest actions."),
  }),
  output: analysisAnswer,
  run: async ({ feedback_id, include_suggestions }, { reader }: { reader: Reader }) =>
    await analysisOf(reader, feedback_id, include_suggestions),
  text: analysisText,
});
