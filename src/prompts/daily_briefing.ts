import { z } from "zod";
import { definePrompt } from "../mcp/prompt.ts";
import { anyDate, anyLocation, date, location, place, type PromptServices } from "./arguments.ts";

/** The morning's brief: how the day went, and what to look after today. */
export const dailyBriefing = definePrompt({
  name: "daily_briefing",
  title: "Daily briefing",
  description: "How the last business day went against the same weekday before, and what needs " +
    "attention today.",
  scopes: ["sales:read", "inventory:read", "orders:read", "feedback:read"],
  args: z.strictObject({
    location,
    date: date("The business date to brief on; without it the last full one."),
  }),
  complete: { location: anyLocation, date: anyDate },
  text: ({ location, date }, _services: PromptServices) =>
    Promise.resolve(`\
Brief me on the business day ${date ?? "before today's (see restaurant://locations)"} ${
      place(location)
    }.

1. \`get_sales_data\` for that date with compare_to previous_week: net sales, transactions, average \
check, guests; then group_by daypart, and group_by item with limit 10.
2. \`get_analytics\` for that date: the findings that matter most, and whether anything is missing.
3. \`forecast_demand\` with horizon_days 2: what to expect today, what to prepare, what runs out.
4. \`get_inventory\` with filter low: what runs out before its next delivery.
5. \`get_live_orders\`: anything open or late right now.
6. \`search_feedback\` with alert any and date_range last_7_days: illness, allergens, foreign objects, \
injuries, discrimination and billing that guests report and nobody has replied to.

Answer in at most ten lines: first what happened, with figures as the tools give them, then what to \
do today. Say which period and definition the figures have. Do not guess causes that no figure shows.`),
});
