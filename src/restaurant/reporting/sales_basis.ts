import type { Definition } from "../../report/model.ts";
import { clockText } from "../../values/business_day.ts";
import { counted as countedText } from "../../values/counted.ts";
import { percent } from "../../values/money.ts";
import { describeDayparts } from "../sales/daypart.ts";
import { figuresWithout } from "../sales/not_recorded.ts";
import type { SalesReport } from "../sales/sales_report.ts";
import { gapNotes } from "./gap_notes.ts";
import { type ReportRequest, unfinishedNotes } from "./request.ts";

/** What readers must know first: what is unfinished, missing or not comparable. */
export function salesNotes(
  { current, comparison, data_range, gaps }: SalesReport,
  request: ReportRequest,
): string[] {
  const { figures, days_with_sales } = current;
  const range = data_range === null
    ? "Nothing has been recorded yet."
    : `Recorded data runs from ${data_range.first} to ${data_range.last}.`;
  const counted = percent(figures.guest_transactions, figures.transactions);
  return [
    ...unfinishedNotes(request),
    ...gapNotes(gaps),
    ...(days_with_sales === 0 ? [`No sales in this period. ${range}`] : []),
    ...(comparison !== null && !comparison.like.isWhole && days_with_sales > 0
      ? [
        `Changes are about what is known of both periods: ${comparison.like.days} of ` +
        `${comparison.like.asked} days at all locations.`,
      ]
      : comparison !== null && comparison.then.days_with_sales !== days_with_sales &&
          days_with_sales > 0
      ? [
        `Days with sales differ: ${days_with_sales} in this period, ` +
        `${comparison.then.days_with_sales} in the period before, so changes compare unlike periods.`,
      ]
      : []),
    ...(counted !== null && counted < 100 && !figuresWithout(gaps).has("guests")
      ? [
        `Guests were counted on ${figures.guest_transactions} of ` +
        `${countedText(figures.transactions, "transaction")}.`,
      ]
      : []),
  ];
}

/** The definitions of every sales report. */
export function salesDefinitions({ locations }: ReportRequest): Definition[] {
  const days = locations.map((one) =>
    `${one.name}: ${one.time_zone}, from ${clockText(one.business_day_start)}`
  );
  return [
    {
      term: "Net sales",
      text:
        "gross sales less discounts and refunds, plus service charges that are not gratuities. " +
        "Tax, tips, gratuities, gift cards and voids are not in it.",
    },
    { term: "Transactions", text: "orders with at least one line sold." },
    { term: "Units", text: "sold less returned." },
    { term: "Refunds", text: "on the business date of the refund, not of the sale." },
    {
      term: "Business day",
      text: `an order belongs to the day on which it was opened. ${days.join("; ")}.`,
    },
  ];
}

/** The definitions of the full sales report. */
export function salesBasis(
  { current, comparison, data_range }: SalesReport,
  request: ReportRequest,
): Definition[] {
  return [
    ...salesDefinitions(request),
    { term: "Average check", text: "net sales divided by transactions." },
    {
      term: "Payments as taken",
      text: "payments of the orders opened in the period, as the point of sale recorded them. " +
        "Refunds are not taken off.",
    },
    { term: "Dayparts", text: `${describeDayparts()}.` },
    ...(comparison === null ? [] : [{
      term: "Period before",
      text: `${comparison.period.date} to ${comparison.period.end_date}, with net sales on ` +
        `${comparison.then.days_with_sales} days; this period has ${current.days_with_sales}.`,
    }]),
    ...(data_range === null
      ? []
      : [{ term: "Recorded data", text: `from ${data_range.first} to ${data_range.last}.` }]),
  ];
}
