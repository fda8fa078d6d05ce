import { z } from "zod";
import { findLocation, type Location, readLocations } from "../locations/location.ts";
import { defineTool } from "../mcp/tool.ts";
import { describeDayparts } from "../sales/daypart.ts";
import { type Figures, netSales } from "../sales/figures.ts";
import { type Period, period } from "../sales/period.ts";
import { type Grouping, GROUPINGS, type SalesGroup } from "../sales/sales_breakdown.ts";
import {
  averageCheck,
  commonCurrency,
  readSalesReport,
  type SalesOfPeriod,
  type SalesReport,
} from "../sales/sales_report.ts";
import type { Reader } from "../storage/database.ts";
import { clockText } from "../values/business_day.ts";
import { type Clock, nowText } from "../values/clock.ts";
import { RestaurantError } from "../values/errors.ts";
import { fromMilli, percent, toMajor } from "../values/money.ts";
import { dateArgument, locationArgument } from "./arguments.ts";
import { COMPARISONS, type SalesData, salesData } from "./get_sales_data_output.ts";
import { salesText } from "./get_sales_data_text.ts";

const MOST_LOCATIONS_IN_BASIS = 10;

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
    "whole period (up to 3,660 days). Not for single orders: read restaurant://orders/{date}.\n\n" +
    "A period without sales gives zeros and says from when to when there is data. `basis` states " +
    "the definition behind every figure.",
  effect: "read",
  input,
  output: salesData,
  run: async (args, { reader, clock }: { reader: Reader; clock: Clock }) => {
    const asked = period(args.date, args.end_date);
    const locations = await askedLocations(reader, args.location);
    const currency = commonCurrency(locations);
    const report = await readSalesReport(reader, { ...args, period: asked, locations });
    const { figures, days_with_sales } = report.current;
    const amount = (minor: number) => toMajor(minor, currency);
    return {
      ...asked,
      location: args.location === undefined ? "all" : locations[0]?.id ?? "all",
      currency,
      total_sales: amount(netSales(figures)),
      transactions: figures.transactions,
      guests: figures.guests,
      average_check: averageCheckOf(figures, currency),
      days_with_sales,
      gross_sales: amount(figures.gross),
      discounts: amount(figures.discounts),
      refunds: amount(figures.refunds),
      service_charges: amount(figures.service_charges),
      tax: amount(figures.tax),
      tips: amount(figures.tips),
      gratuities: amount(figures.gratuity),
      gift_card_sales: amount(figures.gift_cards),
      voids: amount(figures.voids),
      ...breakdownOf(report, args.limit, currency),
      ...comparisonOf(report, args.compare_to, currency),
      notes: notesOf(report, locations),
      basis: basisOf(report, locations, args.group_by, clock),
    };
  },
  text: salesText,
});

async function askedLocations(reader: Reader, wanted?: string): Promise<Location[]> {
  const locations = await readLocations(reader);
  if (wanted !== undefined) return [findLocation(locations, wanted)];
  if (locations.length > 0) return locations;
  throw new RestaurantError("NOT_FOUND", "There is no location yet, so there are no sales.", {
    hint: "Import a sales export with `restaurant-mcp import`, or start the server with --demo.",
  });
}

function averageCheckOf(figures: Figures, currency: string): number | null {
  const average = averageCheck(figures);
  return average === null ? null : toMajor(average, currency);
}

function breakdownOf(
  { breakdown, current }: SalesReport,
  limit: number,
  currency: string,
): Pick<SalesData, "breakdown" | "omitted"> {
  const whole = netSales(current.figures);
  const left = breakdown.slice(limit);
  return {
    breakdown: breakdown.slice(0, limit).map((group) => groupOf(group, whole, currency)),
    ...(left.length > 0 && {
      omitted: {
        groups: left.length,
        total_sales: toMajor(left.reduce((sum, g) => sum + netSales(g.figures), 0), currency),
      },
    }),
  };
}

function groupOf({ figures, ...group }: SalesGroup, whole: number, currency: string) {
  return {
    ...group,
    total_sales: toMajor(netSales(figures), currency),
    transactions: figures.transactions,
    units: fromMilli(figures.units),
    share_percent: percent(netSales(figures), whole),
  };
}

function comparisonOf(
  { current, previous }: SalesReport,
  compare_to: typeof COMPARISONS[number] | undefined,
  currency: string,
): Pick<SalesData, "comparison"> {
  if (previous === null || compare_to === undefined) return {};
  const change = (figure: (figures: Figures) => number | null) => {
    const [now, then] = [figure(current.figures), figure(previous.figures)];
    return now === null || then === null ? null : percent(now - then, Math.abs(then));
  };
  return {
    comparison: {
      compare_to,
      ...previous.period,
      total_sales: toMajor(netSales(previous.figures), currency),
      transactions: previous.figures.transactions,
      guests: previous.figures.guests,
      average_check: averageCheckOf(previous.figures, currency),
      days_with_sales: previous.days_with_sales,
      total_sales_change_percent: change(netSales),
      transactions_change_percent: change((figures) => figures.transactions),
      average_check_change_percent: change(averageCheck),
    },
  };
}

function notesOf({ current, previous, data_range }: SalesReport, locations: readonly Location[]) {
  const range = data_range === null
    ? "Nothing has been recorded yet."
    : `Recorded data runs from ${data_range.first} to ${data_range.last}.`;
  return [
    ...(isEmpty(current) ? [`No sales in ${periodText(current.period)}. ${range}`] : []),
    ...(previous !== null && isEmpty(previous)
      ? [`No sales in the comparison period ${periodText(previous.period)}. ${range}`]
      : []),
    ...(previous !== null && !isEmpty(previous) && !isEmpty(current) &&
        previous.days_with_sales !== current.days_with_sales
      ? [
        `Days with sales differ: ${current.days_with_sales} now, ${previous.days_with_sales} ` +
        "in the comparison.",
      ]
      : []),
    ...(new Set(locations.map((l) => l.time_zone)).size > 1
      ? ["Each location counts in its own time zone."]
      : []),
  ];
}

function isEmpty({ figures }: SalesOfPeriod): boolean {
  return figures.transactions === 0 && figures.refunds === 0;
}

function periodText({ date, end_date }: Period): string {
  return date === end_date ? date : `${date} to ${end_date}`;
}

function basisOf(
  { current: { figures }, data_range }: SalesReport,
  locations: readonly Location[],
  group_by: Grouping | undefined,
  clock: Clock,
): SalesData["basis"] {
  return {
    total_sales:
      "net sales = gross - discounts - refunds + service charges that are no gratuity; " +
      "tax, tips, gratuities, gift cards and voids are not in it",
    transactions: "orders with at least one line sold; units are sold less returned" +
      (group_by === "payment_method" ? "; an order paid in several ways counts in each" : ""),
    refunds: "counted on the business date of the refund, not of the sale",
    business_day: "local time the order was opened, turned back by business_day_start",
    ...(group_by === "daypart" && { dayparts: describeDayparts() }),
    locations: locations.slice(0, MOST_LOCATIONS_IN_BASIS).map((location) => ({
      id: location.id,
      time_zone: location.time_zone,
      business_day_start: clockText(location.business_day_start),
    })),
    location_count: locations.length,
    guests_counted_on: `${figures.guest_transactions} of ${figures.transactions} transactions`,
    ...(data_range !== null && { data_from: data_range.first, data_to: data_range.last }),
    as_of: nowText(clock),
  };
}
