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
2. The same period group_by day, daypart, category and order_type: where does the change come from?
3. Is it more or fewer guests, or a bigger or smaller check? Say which of the two moved.
4. With several locations: which one is the outlier, and in what?
5. Discounts, voids and refunds as a share of gross sales, against the week before.

Give a short table (this week, last week, change, last year, change), then three findings with the \
figure behind each, then at most three things to do. A comparison with nothing to compare with is null: \
say so instead of a percentage.`),
});
