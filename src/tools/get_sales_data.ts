import { z } from "zod";
import { chooseLocations } from "../restaurant/locations/location.ts";
import { defineTool } from "../mcp/tool.ts";
import { COMPARISONS, period } from "../restaurant/sales/period.ts";
import { salesAnswer } from "../restaurant/sales/sales_answer.ts";
import { GROUPINGS } from "../restaurant/sales/sales_breakdown.ts";
import { isWide, readSalesReport } from "../restaurant/sales/sales_report.ts";
import { salesText } from "../restaurant/sales/sales_text.ts";
import { toSalesAnswer } from "../restaurant/sales/to_sales_answer.ts";
import { dateArgument, locationArgument } from "./arguments.ts";
import type { Services } from "./services.ts";

const input = z.strictObject({
  date: dateArgument("First business date, YYYY-MM-DD."),
  end_date: dateArgument("Last business date, included. Without it: the one day `date`.")
    .optional(),
  location: locationArgument.optional(),
  group_by: z.enum(GROUPINGS).optional()
    .describe("Also break the period down by this. Without it: totals only."),
  compare_to: z.enum(COMPARISONS).optional().describe(
    "Also give the comparable period: previous_period (same length, just before), previous_week " +
      "(7 days back), previous_year (364 days back, so weekdays match). Whole calendar months are " +
      "compared with whole calendar months.",
  ),
  limit: z.int().min(1).max(400).default(31)
    .describe("Most groups in the breakdown; the rest is summed up in `omitted`."),
});

/** Net sales and what they are made of, for a day or a period. */
export const getSalesData = defineTool({
  name: "get_sales_data",
  title: "Get sales data",
  description:
    "Sales of a business date or a period: net and gross sales, transactions, guests, average " +
    "check, discounts, refunds, tax, tips, voids; optionally by day, weekday, month, hour, " +
    "daypart, category, item, order type, payment method or location, and compared with the " +
    "comparable period before.\n\n" +
    "Use it for how a day, week or month went, what sold best or worst, when the rush was, how " +
    "locations differ, or the split of tax, tips and payments for the books. One call covers a " +
    "whole period (up to 3,660 days). Not for single orders: search_orders finds them.\n\n" +
    "A period without sales gives zeros and says from when to when there is data. `basis` states " +
    "the definition behind every figure.",
  effect: "read",
  scope: "sales:read",
  input,
  output: salesAnswer,
  run: async (args, { reader, runJob, clock }: Pick<Services, "reader" | "runJob" | "clock">) => {
    const question = {
      period: period(args.date, args.end_date),
      locations: await chooseLocations(reader, args.location),
      group_by: args.group_by,
      compare_to: args.compare_to,
    };
    const report = isWide(question)
      ? await runJob("sales_report", question)
      : await readSalesReport(reader, question);
    return toSalesAnswer(report, question, args.limit, clock);
  },
  text: salesText,
});
