import { z } from "zod";
import { byCurrency } from "../restaurant/locations/by_currency.ts";
import { chooseLocations } from "../restaurant/locations/location.ts";
import { defineTool } from "../mcp/tool.ts";
import { askedPeriod } from "../restaurant/sales/asked_period.ts";
import { COMPARISONS } from "../values/period.ts";
import { readSalesAnswer } from "../restaurant/sales/read_sales_answer.ts";
import { salesAnswer } from "../restaurant/sales/sales_answer.ts";
import { GROUPINGS } from "../restaurant/sales/groupings.ts";
import { isWide } from "../restaurant/sales/is_wide.ts";
import { ORDERS } from "../restaurant/sales/sales_report.ts";
import { salesText } from "../restaurant/sales/sales_text.ts";
import { severalCurrencies } from "../restaurant/sales/several_currencies.ts";
import { nowText } from "../values/clock.ts";
import { dateArgument, endDateArgument, locationArgument } from "./arguments.ts";
import type { Services } from "./services.ts";

const input = z.strictObject({
  date: dateArgument,
  end_date: endDateArgument.optional(),
  location: locationArgument.optional(),
  group_by: z.enum(GROUPINGS).optional()
    .describe("Also break the period down by this. Without it: totals only."),
  compare_to: z.enum(COMPARISONS).optional().describe(
    "previous_period (same length, just before), previous_week (whole weeks back), previous_year " +
      "(364 days back, so weekdays match). Whole calendar months are compared with whole calendar " +
      "months.",
  ),
  order: z.enum(ORDERS).default("highest").describe(
    "Which groups come first. lowest: the worst, with items of the menu that never sold.",
  ),
  limit: z.int().min(1).max(400).optional().describe(
    "Most groups: of days and months the latest, else the largest; the rest is in `omitted`.",
  ),
});

/** Net sales and what they are made of, for a day or a period. */
export const getSalesData = defineTool({
  name: "get_sales_data",
  title: "Get sales data",
  description:
    "Sales of a period: net and gross, transactions, guests, average check, discounts, refunds, tax, " +
    "tips, voids; in groups; compared with the period before, also group by group.\n\n" +
    "Use it for how a day, week or month went, why it was up or down, what sold best or worst, which " +
    "location is the outlier, or the split for the books. One call covers a whole period. Not for single orders: search_orders finds them.\n\n" +
    "`complete` and `missing` say which days are not over or have no data. A comparison takes only " +
    "what is known in both periods, an unfinished day up to the same minute. Weekdays, hours and " +
    "dayparts have `per_day`.",
  effect: "read",
  scope: "sales:read",
  isDrawn: true,
  input,
  output: salesAnswer,
  run: async (args, { reader, runJob, clock }: Pick<Services, "reader" | "runJob" | "clock">) => {
    const all = await chooseLocations(reader, args.location);
    const groups = byCurrency(all);
    const asked = {
      ...await askedPeriod(reader, all, args, clock()),
      group_by: args.group_by,
      compare_to: args.compare_to,
      order: args.order,
      limit: args.limit,
      share: 1 / groups.length,
      as_of: nowText(clock),
    };
    const answers = [];
    for (const locations of groups) {
      const question = { ...asked, locations };
      answers.push(
        isWide(question)
          ? await runJob("sales_answer", question)
          : await readSalesAnswer(reader, question),
      );
    }
    const [first, ...others] = answers;
    if (first === undefined) throw new Error("There is always a location");
    return others.length === 0 ? first : severalCurrencies([first, ...others]);
  },
  text: salesText,
});
