import { type Fraction, fraction, plus, rounded, times } from "../../values/fraction.ts";
import { fromMilli, toMajor } from "../../values/money.ts";
import { type Figures, netSales } from "./figures.ts";
import type { GroupFigures } from "./read_figures.ts";
import type { SalesAnswer } from "./sales_answer.ts";
import type { Comparison } from "../../values/period.ts";
import { figuresWithout, type Gap } from "./not_recorded.ts";
import { averageCheck, type SalesComparison, type SalesOfDays } from "./sales_report.ts";
import { untilText } from "./like_for_like.ts";

type ComparisonAnswer = NonNullable<SalesAnswer["comparison"]>;

/** A comparison as an answer: what can be compared, in decimal units, with the changes. */
export function comparisonAnswer(
  { period, like, now, then, gaps }: SalesComparison,
  compare_to: Comparison,
  currency: string,
  currentGaps: readonly Gap[],
): ComparisonAnswer {
  const isEmpty = like.days === 0;
  return {
    compare_to,
    ...period,
    ...(isEmpty ? NOTHING : comparedFigures(then, currency, gaps)),
    total_sales_change_percent: changePercent(netSales(now.figures), netSales(then.figures)),
    transactions_change_percent: changePercent(now.figures.transactions, then.figures.transactions),
    average_check_change_percent: averageCheckChange(now.figures, then.figures),
    ...(!like.isWhole && !isEmpty && {
      compared_part: { what: comparedPart(like), ...comparedFigures(now, currency, currentGaps) },
    }),
  };
}

const NOTHING = {
  total_sales: null,
  transactions: null,
  guests: null,
  average_check: null,
  units: null,
  discounts: null,
  refunds: null,
  voids: null,
  days_with_sales: null,
};

function comparedFigures(
  { figures, days_with_sales }: SalesOfDays,
  currency: string,
  gaps: readonly Gap[],
) {
  const unknown = figuresWithout(gaps);
  const amount = (minor: number) => toMajor(minor, currency);
  const average = averageCheck(figures);
  return {
    total_sales: amount(netSales(figures)),
    transactions: figures.transactions,
    guests: unknown.has("guests") ? null : countedGuests(figures),
    average_check: average === null ? null : amount(average),
    units: fromMilli(figures.units),
    discounts: unknown.has("discounts") ? null : amount(figures.discounts),
    refunds: amount(figures.refunds),
    voids: unknown.has("voids") ? null : amount(figures.voids),
    days_with_sales,
  };
}

/** Guests; null if no order has a count. */
export function countedGuests(
  { guests, guest_transactions, transactions }: Figures,
): number | null {
  return guest_transactions === 0 && transactions > 0 ? null : guests;
}

/** The compared part of the periods, in words. */
function comparedPart({ days, asked, parts }: SalesComparison["like"]): string {
  const until = [...new Set(parts.map(untilText))].slice(0, 3);
  return `${days} of ${asked} location days` +
    (until.length === 0 ? "" : `, ${until.join(", ")}`);
}

/** The change of a figure, in percent of the size of its old value; null if that is zero. */
export function changePercent(now: number, then: number): number | null {
  return then === 0 ? null : percentOf(fraction([now - then], [Math.abs(then)]));
}

/** The change of net sales / transactions, from exact values and not from rounded averages. */
export function averageCheckChange(now: GroupFigures, then: GroupFigures): number | null {
  const base = netSales(then);
  if (now.transactions === 0 || then.transactions === 0 || base === 0) return null;
  const ratio = fraction(
    [netSales(now), then.transactions],
    [now.transactions, Math.abs(base)],
  );
  return percentOf(plus(ratio, fraction([-Math.sign(base)])));
}

function percentOf(share: Fraction): number {
  return rounded(times(share, fraction([10_000]))) / 100;
}
