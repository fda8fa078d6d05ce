import { z } from "zod";
import { definePrompt } from "../mcp/prompt.ts";
import {
  anyDate,
  anyLocation,
  callOf,
  dates,
  datesText,
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
    const { period: { end_date }, place, where } = await subjectOf(
      services,
      args.location,
      args.week_ending ?? "yesterday",
    );
    const date = Temporal.PlainDate.from(end_date).subtract({ days: 6 }).toString();
    const week = { date, end_date, ...where, compare_to: "previous_week" };
    const filters = Object.keys(where).length === 0 ? {} : { filters: where };
    const file = { start_date: date, end_date, ...filters };
    const asked = { date_range: `${date}..${end_date}`, ...where };
    return `\
Review the week ${datesText({ date, end_date })}, ${place}.

1. ${callOf("get_sales_data", { ...week, group_by: "location" })}: this week against the last, and \
which location is the outlier.
2. ${callOf("get_sales_data", { ...week, group_by: "day" })}: which days made the change.
3. ${
      callOf("get_analytics", { ...asked, sections: ["drivers", "trend", "losses", "locations"] })
    }: what the change is made of, who moved it, unusual days, what was given away.
4. ${
      callOf("get_analytics", { ...asked, sections: ["labour", "costs"] })
    }: labour, food cost, waste.
5. ${callOf("get_sales_data", { ...week, compare_to: "previous_year" })}: against last year.
6. ${callOf("forecast_demand", { horizon_days: 7, ...where })}: what to expect next week.

Was it more or fewer guests, or a bigger or smaller check? Were discounts, refunds or voids a larger \
share of gross sales? Give a short table (this week, last week, change, last year, change), then three \
findings with the figure behind each, then at most three things to do. Say first what is missing; \
where a comparison is null, say so instead of a percentage. At the end offer the week as a file: \
${callOf("generate_report", { report_type: "sales", ...file })}.`;
  },
});
