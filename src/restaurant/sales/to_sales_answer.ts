import type { Location } from "../locations/location.ts";
import { clockText } from "../../values/business_day.ts";
import { type Clock, nowText } from "../../values/clock.ts";
import { fromMilli, percent, toMajor } from "../../values/money.ts";
import { describeDayparts } from "./daypart.ts";
import { type Figures, netSales } from "./figures.ts";
import type { Comparison, Period } from "./period.ts";
import type { SalesAnswer } from "./sales_answer.ts";
import type { Grouping, SalesGroup } from "./sales_breakdown.ts";
import {
  averageCheck,
  commonCurrency,
  type SalesOfPeriod,
  type SalesQuestion,
  type SalesReport,
} from "./sales_report.ts";

const MOST_LOCATIONS_IN_BASIS = 10;

/** A report as an answer: decimal units, shares and changes, what to note, and the basis. */
export function toSalesAnswer(
  report: SalesReport,
  { locations, group_by, compare_to }: SalesQuestion,
  limit: number,
  clock: Clock,
): SalesAnswer {
  const currency = commonCurrency(locations);
  const { period, figures, days_with_sales } = report.current;
  const amount = (minor: number) => toMajor(minor, currency);
  const [location, ...others] = locations.map(({ id }) => id);
  return {
    ...period,
    location: location === undefined || others.length > 0 ? "all" : location,
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
    ...breakdownOf(report, limit, currency),
    ...comparisonOf(report, compare_to, currency),
    notes: notesOf(report, locations),
    basis: basisOf(report, locations, group_by, clock),
  };
}

function averageCheckOf(figures: Figures, currency: string): number | null {
  const average = averageCheck(figures);
  return average === null ? null : toMajor(average, currency);
}

function breakdownOf(
  { breakdown, current }: SalesReport,
  limit: number,
  currency: string,
): Pick<SalesAnswer, "breakdown" | "omitted"> {
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
  compare_to: Comparison | undefined,
  currency: string,
): Pick<SalesAnswer, "comparison"> {
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
): SalesAnswer["basis"] {
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
