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

/** The morning's brief: how the day went, and what to look after today. */
export const dailyBriefing = definePrompt({
  name: "daily_briefing",
  title: "Daily briefing",
  description: "How the last business day went against the same weekday before, and what needs " +
    "attention today.",
  scopes: ["sales:read", "inventory:read", "orders:read"],
  args: z.strictObject({
    location,
    date: dates("The business date to brief on; without it yesterday."),
  }),
  complete: { location: anyLocation, date: anyDate },
  async text(args, services: PromptServices) {
    const { place, period, where, when } = await subjectOf(
      services,
      args.location,
      args.date ?? "yesterday",
    );
    const range = `${period.date}..${period.end_date}`;
    const filters = Object.keys(where).length === 0 ? {} : { filters: where };
    const file = { start_date: period.date, end_date: period.end_date, ...filters };
    const sales = { ...when, ...where, compare_to: "previous_week" };
    return `\
Brief me on ${datesText(period)}, ${place}.

1. ${
      callOf("get_sales_data", { ...sales, group_by: "location" })
    }: net sales, transactions, average \
check, guests, each against the week before; discounts, refunds and voids that stand out.
2. ${callOf("get_analytics", { date_range: range, ...where })}: the findings that matter most.
3. ${callOf("forecast_demand", { horizon_days: 2, ...where })}: what to expect, prep, what runs out.
4. ${callOf("get_inventory", { ...where, filter: "low" })}: what runs out before its delivery.
5. ${callOf("get_live_orders", { ...where, late_only: true })}: what is late right now.
6. ${callOf("search_feedback", { date_range: "last_7_days", ...where, alert: "any" })}: illness, \
allergens, foreign objects, injuries, discrimination and billing that guests report.

Answer in at most ten lines: first what is missing (the answers say it), then what happened, \
with figures as the tools give them, then what to do today. Do not guess causes that no figure shows. \
At the end offer the day as a PDF: ${
      callOf("generate_report", { report_type: "sales", ...file })
    }.`;
  },
});
