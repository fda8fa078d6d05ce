import { z } from "zod";
import { definePrompt } from "../mcp/prompt.ts";
import { type Period, periodText } from "../values/period.ts";
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

/** The morning's brief: how the day went, and what to look after today. */
export const dailyBriefing = definePrompt({
  name: "daily_briefing",
  title: "Daily briefing",
  description: "How the last business day went against the same weekday before, and what needs " +
    "attention today.",
  scopes: ["sales:read", "inventory:read", "orders:read", "feedback:read"],
  args: z.strictObject({
    location,
    date: dates("The business date to brief on; without it yesterday."),
  }),
  complete: { location: anyLocation, date: anyDate },
  async text(args, services: PromptServices) {
    const subject = await subjectOf(services, args.location, args.date ?? "yesterday");
    const { locations, place, period, where, when, range } = subject;
    const sales = { ...when, ...where, compare_to: "previous_week", group_by: "location" };
    const feedback = { date_range: alertDates(period, args.date), ...where, alert: "any" };
    const steps = [
      `${callOf("get_sales_data", sales)}: net sales, transactions, average check, guests, each ` +
      "against the week before; discounts, refunds and voids that stand out.",
      `${callOf("get_analytics", { date_range: range, ...where })}: the findings that matter most.`,
      `${callOf("get_inventory", { ...where, filter: "low" })}: what runs out before its delivery.`,
      `${callOf("get_live_orders", { ...where, late_only: true })}: what is late right now.`,
      `${callOf("search_feedback", feedback)}: illness, allergens, foreign objects, injuries, ` +
      "discrimination and billing; name those that do not say `reply sent`.",
      ...(locations.length === 1
        ? [`${forecastCalls(subject, 2)}: what to expect today, what to prepare.`]
        : []),
    ];
    return `\
Brief me on ${periodText(period)}, ${place}.

${steps.map((step, index) => `${index + 1}. ${step}`).join("\n")}

Answer in at most ten lines: first what is missing (the answers say it), then what happened, \
with figures as the tools give them, then what to do today. Do not guess causes that no figure shows. Offer \
the day as a file (generate_report).`;
  },
});

/** The week up to the day of the briefing, and the morning after unless a date was asked for. */
function alertDates({ end_date }: Period, asked: string | undefined): string {
  const day = Temporal.PlainDate.from(end_date);
  const last = asked === undefined ? day.add({ days: 1 }) : day;
  return `${day.subtract({ days: 6 })}..${last}`;
}
