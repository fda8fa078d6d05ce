import type { Definition } from "../../report/model.ts";
import { clockText } from "../../values/business_day.ts";
import { counted } from "../../values/counted.ts";
import { formatDecimal } from "../../values/money.ts";
import { periodText } from "../../values/period.ts";
import { type Daypart, DAYPARTS } from "../sales/daypart.ts";
import type { LikeForLike } from "../sales/like_for_like.ts";
import { figuresWithout } from "../sales/not_recorded.ts";
import type { SalesReport } from "../sales/sales_report.ts";
import { gapNotes } from "./gap_notes.ts";
import { inWords } from "./readable.ts";
import { namesText, type ReportRequest, unfinishedNotes } from "./request.ts";

/** What readers must know first: what is unfinished, missing or not comparable. */
export function salesNotes(report: SalesReport, request: ReportRequest): string[] {
  const { current, gaps } = report;
  const isSold = current.days_with_sales > 0;
  const isRefunded = current.figures.refunds !== 0;
  return [
    ...unfinishedNotes(request),
    ...gapNotes(gaps),
    ...(isSold ? [] : [emptyNote(report)]),
    ...(isSold || isRefunded ? comparisonNotes(report, request) : []),
    ...(isSold ? guestsNotes(report) : []),
  ];
}

function emptyNote({ current: { figures }, data_range }: SalesReport): string {
  return figures.refunds === 0
    ? `No sales in this period. ${rangeText(data_range)}`
    : "Nothing was sold in this period: its figures are refunds.";
}

function comparisonNotes(
  { comparison, current, data_range }: SalesReport,
  { locations }: ReportRequest,
): string[] {
  if (comparison === null) return [];
  const { like, then } = comparison;
  if (like.days === 0) {
    const range = rangeText(data_range);
    return [`There is nothing to compare with: no day is known in both periods. ${range}`];
  }
  if (!like.isWhole) {
    return [likeNote(like, locations.length)];
  }
  return then.days_with_sales === current.days_with_sales ? [] : [
    `Days with sales differ: ${current.days_with_sales} in this period, ` +
    `${then.days_with_sales} in the period before, so changes compare unlike periods.`,
  ];
}

/** What changes compare if it is not all of both periods. */
function likeNote({ days, asked }: LikeForLike, places: number): string {
  if (days === asked) {
    return "A day that is not over is compared with the same hours of its counterpart.";
  }
  return `Changes compare only the days known in both periods: ${formatDecimal(days, 0)} of ` +
    `${formatDecimal(asked, 0)}${places > 1 ? ", counted at each location" : ""}.`;
}

function guestsNotes({ current: { figures }, gaps }: SalesReport): string[] {
  const { guest_transactions, transactions } = figures;
  if (guest_transactions === transactions || figuresWithout(gaps).has("guests")) return [];
  return [
    `Guests were counted on ${formatDecimal(guest_transactions, 0)} of ` +
    `${counted(transactions, "transaction")}.`,
  ];
}

function rangeText(range: SalesReport["data_range"]): string {
  return range === null
    ? "Nothing has been recorded yet."
    : `Recorded data runs from ${range.first} to ${range.last}.`;
}

/** What the figures of every sales report mean. */
export function salesDefinitions({ locations }: ReportRequest): Definition[] {
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
      text: `an order belongs to the day on which it was opened. ${businessDays(locations)}.`,
    },
  ];
}

/** When a business day begins, zone by zone; one zone of all needs no names. */
function businessDays(locations: ReportRequest["locations"]): string {
  const byDay = Map.groupBy(
    locations,
    (one) => `${one.time_zone}, from ${clockText(one.business_day_start)}`,
  );
  return [...byDay].map(([day, some]) =>
    byDay.size === 1 ? `It is counted in ${day}` : `${namesText(some.map((l) => l.name))}: ${day}`
  ).join("; ");
}

/** What the figures of the whole sales report mean. */
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
    { term: "Dayparts", text: `${DAYPARTS.map(daypartText).join(", ")}.` },
    ...(comparison === null ? [] : [{
      term: "Period before",
      text: `${periodText(comparison.period)}, with net sales on ` +
        `${
          counted(comparison.then.days_with_sales, "day")
        }; this period has ${current.days_with_sales}.`,
    }]),
    ...(data_range === null
      ? []
      : [{ term: "Recorded data", text: `${data_range.first} to ${data_range.last}.` }]),
  ];
}

function daypartText({ name, from }: Daypart): string {
  return `${inWords(name)} from ${clockText(from * 60)}`;
}
