import { z } from "zod";
import { defineTool } from "../mcp/tool.ts";
import { ALERT_KINDS } from "../restaurant/feedback/model/alert_patterns.ts";
import { ASPECTS } from "../restaurant/feedback/model/aspects.ts";
import { SENTIMENTS } from "../restaurant/feedback/model/sentiment.ts";
import { searchAnswer, searchText } from "../restaurant/feedback/search/search_answer.ts";
import { searchFeedback as search } from "../restaurant/feedback/search/search_feedback.ts";
import { chooseLocations } from "../restaurant/locations/location.ts";
import type { Services } from "./services.ts";
import { locationArgument, rangeArgument, textArgument } from "./arguments.ts";

const input = z.strictObject({
  date_range: rangeArgument.optional(),
  location: locationArgument.optional(),
  aspect: z.enum(ASPECTS).optional().describe("Only feedback that judges this."),
  sentiment: z.enum(SENTIMENTS).optional()
    .describe("Only this sentiment: of the aspect if one is given, else of the whole."),
  alert: z.enum(["any", ...ALERT_KINDS]).optional().describe("Only feedback with this alert."),
  rating: z.string().regex(/^[1-5](?:-[1-5])?$/, "Write 1 to 5, or a range such as 1-2.").optional()
    .describe("Only this rating, or a range such as 1-2."),
  item: textArgument(1, 80).optional().describe("Only feedback on a menu item, by id or name."),
  text: textArgument(1, 120).optional()
    .describe("Only feedback with all of these words, in any order and form."),
  cursor: z.string().min(1).max(300).optional()
    .describe("next_cursor of the previous answer; keep the other arguments."),
  limit: z.int().min(1).max(50).default(8).describe("Most pieces in the answer."),
});

/** Finds feedback, and counts what it speaks of. */
export const searchFeedback = defineTool({
  name: "search_feedback",
  title: "Search feedback",
  description:
    "What guests praise and complain about: counts by sentiment, aspect, concrete complaint and " +
    "menu item, each beside the period before; alerts (illness, allergen, " +
    "injury, ...) first; and the pieces with ids, ratings and the most " +
    "telling quote.\n\n" +
    "`is_new` marks themes not mentioned in the period before. Narrow with aspect, sentiment, " +
    "item or text. One piece in full: analyze_customer_feedback.\n\n" +
    "Sentiments come from a small model here; ratings are the guests' own.",
  effect: "read",
  scope: "feedback:read",
  isDrawn: true,
  input,
  output: searchAnswer,
  run: async (
    { location, ...question },
    { reader, clock }: Pick<Services, "reader" | "clock">,
  ) => await search(reader, question, await chooseLocations(reader, location), clock()),
  text: searchText,
});
