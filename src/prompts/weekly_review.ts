import { z } from "zod";
import { definePrompt } from "../mcp/prompt.ts";
import { periodText } from "../values/period.ts";
import {
  anyDate,
  anyLocation,
  callOf,
  dates,
  forecastCalls,
  location,
  type PromptServices,
  subjectOf,
} from "./arguments.ts";

/** The week against the one before and against the year before. */
export const weeklyReview = definePrompt({
  name: "weekly_review",
  title: "Weekly review",
  description: "A week against the week before and the same week last year: what changed, where " +
    "and why.",
  scopes: ["sales:read"],
  args: z.strictObject({
    location,
    week_ending: dates("The last business date of the week; without it yesterday."),
  }),
  complete: { location: anyLocation, week_ending: anyDate },
  async text(args, services: PromptServices) {
    const subject = await subjectOf(services, args.location, args.week_ending ?? "yesterday");
    const { period: { end_date }, place, where } = subject;
    const date = Temporal.PlainDate.from(end_date).subtract({ days: 6 }).toString();
    const week = { date, end_date, ...where };
    const analytics = { date_range: `${date}..${end_date}`, ...where };
    const sections = ["drivers", "trend", "losses", "locations"];
    return `\
Review the week ${periodText({ date, end_date })}, ${place}.

1. ${
      callOf("get_sales_data", { ...week, compare_to: "previous_week", group_by: "location" })
    }: this week against the last, and which location is the outlier.
2. ${callOf("get_sales_data", { ...week, compare_to: "previous_year" })}: against last year.
3. ${
      callOf("get_analytics", { ...analytics, sections })
    }: what the change is made of, who moved it, \
unusual days, what was given away.
4. ${
      callOf("get_analytics", { ...analytics, sections: ["labour", "costs"] })
    }: labour %, overtime, \
food cost, waste, and what is not recorded.
5. ${forecastCalls(subject, 7)}: what to expect next week.

Give a short table (this week, last week, change, last year, change), then three findings with the \
figure behind each, then at most three things to do. Say first what is missing; where a comparison is \
null, say so instead of a percentage. Offer the week as a file (generate_report).`;
  },
});
