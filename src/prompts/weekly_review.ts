import { z } from "zod";
import { definePrompt } from "../mcp/prompt.ts";
import { anyDate, anyLocation, date, location, place, type PromptServices } from "./arguments.ts";

/** The week against the one before and against the year before. */
export const weeklyReview = definePrompt({
  name: "weekly_review",
  title: "Weekly review",
  description: "A week against the week before and the same week last year: what changed, where " +
    "and why.",
  scopes: ["sales:read"],
  args: z.strictObject({
    location,
    week_ending: date("The last business date of the week; without it yesterday's."),
  }),
  complete: { location: anyLocation, week_ending: anyDate },
  text: ({ location, week_ending }, _services: PromptServices) =>
    Promise.resolve(`\
Review the seven business days up to ${week_ending ?? "yesterday"} ${place(location)}.

1. \`get_sales_data\` for the seven days with compare_to previous_week, and again with \
previous_year.
2. \`get_analytics\` for the same days with sections drivers, trend, losses and locations: what the \
change is made of, who moved it, unusual days, what was given away, the outlier.
3. \`get_analytics\` with sections labour and costs: labour %, overtime, food cost, waste, and what is \
not recorded.
4. \`forecast_demand\` with horizon_days 7: what to expect next week, with how far off it was lately.

Give a short table (this week, last week, change, last year, change), then three findings with the \
figure behind each, then at most three things to do. A comparison with nothing to compare with is null: \
say so instead of a percentage.`),
});
