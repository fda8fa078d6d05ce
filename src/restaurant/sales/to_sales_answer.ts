import type { Location } from "../locations/location.ts";
import { clockText } from "../../values/business_day.ts";
import { dateOfDay } from "../../values/day_number.ts";
import { toMajor } from "../../values/money.ts";
import { comparisonAnswer, countedGuests } from "./compared_figures.ts";
import { describeDayparts } from "./daypart.ts";
import { type Figures, netSales } from "./figures.ts";
import { groupAnswer, keptGroups } from "./group_answer.ts";
import { figuresWithout } from "./not_recorded.ts";
import type { SalesAnswer } from "./sales_answer.ts";
import {
  averageCheck,
  commonCurrency,
  type SalesQuestion,
  type SalesReport,
} from "./sales_report.ts";
import { salesNotes } from "./sales_notes.ts";
import { salesText } from "./sales_text.ts";

const MOST_LOCATIONS_IN_BASIS = 10;
/** Characters of an answer: below 2,000 tokens. */
const LONGEST_ANSWER = 7800;
/** Numbers of groups, tried until the answer fits. */
const USUAL_LIMITS = [31, 24, 20, 16, 12, 8, 5, 3];

/** A question with the size of its answer. */
export interface AnsweredQuestion extends SalesQuestion {
  /** The most groups; without it as many as fit into an answer. */
  readonly limit?: number | undefined;
  /** The share of an answer's room that it may take. */
  readonly share?: number;
}

/** A report as an answer: decimal units, shares and changes, notes, and the basis. */
export function toSalesAnswer(report: SalesReport, question: AnsweredQuestion): SalesAnswer {
  const { limit, share = 1 } = question;
  const limited = limitedAnswers(report, question);
  const least = USUAL_LIMITS.at(-1) ?? 0;
  if (limit !== undefined) return limited(limit);
  // No limit leaves anything out of it.
  if (report.breakdown.length <= least) return limited(least);
  for (const usual of USUAL_LIMITS) {
    const answer = limited(usual);
    if (lengthOf(answer) <= LONGEST_ANSWER * share) return answer;
  }
  return limited(least);
}

function lengthOf(answer: SalesAnswer): number {
  return Math.max(JSON.stringify(answer).length, salesText(answer).length);
}

/** The answer with at most so many groups. What is not about groups is worked out once. */
function limitedAnswers(
  report: SalesReport,
  question: SalesQuestion,
): (limit: number) => SalesAnswer {
  const { locations, compare_to } = question;
  const currency = commonCurrency(locations);
  const { period, current: { figures, days_with_sales }, comparison } = report;
  const { complete, hasData, missing, notes } = salesNotes(report, question, currency);
  const amount = (minor: number) => hasData ? toMajor(minor, currency) : null;
  const unknown = figuresWithout(report.gaps);
  const known = (figure: "tax" | "tips" | "discounts" | "voids") =>
    unknown.has(figure) ? null : amount(figures[figure]);
  const [location, ...others] = locations.map(({ id }) => id);
  const totals = {
    ...period,
    location: location === undefined || others.length > 0 ? "all" : location,
    currency,
    complete,
    missing,
    total_sales: amount(netSales(figures)),
    transactions: hasData ? figures.transactions : null,
    guests: hasData && !unknown.has("guests") ? countedGuests(figures) : null,
    average_check: averageCheckOf(figures, currency),
    days_with_sales,
    gross_sales: amount(figures.gross),
    discounts: known("discounts"),
    refunds: amount(figures.refunds),
    service_charges: amount(figures.service_charges),
    tax: known("tax"),
    tips: known("tips"),
    gratuities: amount(figures.gratuity),
    gift_card_sales: amount(figures.gift_cards),
    voids: known("voids"),
  };
  const explanation = {
    ...(comparison !== null && compare_to !== undefined && {
      comparison: comparisonAnswer(comparison, compare_to, currency, report.gaps),
    }),
    notes,
    basis: basisOf(report, question),
  };
  return (limit) => ({
    ...totals,
    ...breakdownOf(report, question, limit, currency),
    ...explanation,
  });
}

function averageCheckOf(figures: Figures, currency: string): number | null {
  const average = averageCheck(figures);
  return average === null ? null : toMajor(average, currency);
}

function breakdownOf(
  { breakdown, current }: SalesReport,
  question: SalesQuestion,
  limit: number,
  currency: string,
): Pick<SalesAnswer, "breakdown" | "omitted"> {
  const all = netSales(current.figures);
  const kept = keptGroups(breakdown, question, limit);
  const shown = new Set(kept);
  const left = breakdown.filter((group) => !shown.has(group));
  return {
    breakdown: kept.map((group) => groupAnswer(group, all, currency)),
    ...(left.length > 0 && {
      omitted: {
        groups: left.length,
        total_sales: toMajor(left.reduce((sum, g) => sum + netSales(g.figures), 0), currency),
      },
    }),
  };
}

function basisOf(
  { current: { figures }, data_range, histories, breakdown }: SalesReport,
  { locations, group_by, as_of }: SalesQuestion,
): SalesAnswer["basis"] {
  const today = new Map(histories.map((history) => [history.location.id, history.today]));
  return {
    total_sales:
      "net sales = gross - discounts - refunds + service charges that are not gratuities; tax, " +
      "tips, gratuities, gift cards and voids are not in it",
    transactions: "orders with at least one line sold; units are sold less returned" +
      (group_by === "payment_method" ? "; an order paid in several ways counts in each" : ""),
    refunds: "counted on the business date of the refund, not of the sale",
    business_day: "local time the order was opened, turned back by business_day_start",
    ...(breakdown.some(({ whole }) => whole !== undefined) && {
      per_day: "net sales of whole days / days; unfinished and missing days are in neither",
    }),
    ...(group_by === "payment_method" && {
      taken: "payments as taken, with tax, tips, gratuities and gift cards sold; left = taken - " +
        "given_back, what a drawer holds besides its float and paid-outs, which are not recorded",
    }),
    ...(group_by === "daypart" && { dayparts: describeDayparts() }),
    locations: locations.slice(0, MOST_LOCATIONS_IN_BASIS).map((location: Location) => ({
      id: location.id,
      time_zone: location.time_zone,
      business_day_start: clockText(location.business_day_start),
      today: dateOfDay(today.get(location.id) ?? 0),
    })),
    location_count: locations.length,
    guests_counted_on: `${figures.guest_transactions} of ${figures.transactions} transactions`,
    ...(data_range !== null && { data_from: data_range.first, data_to: data_range.last }),
    as_of,
  };
}
