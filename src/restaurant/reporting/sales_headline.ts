import type { Figure, FiguresBlock } from "../../report/model.ts";
import { percent } from "../../values/money.ts";
import { coverageOf } from "../sales/coverage_notes.ts";
import { type Figures, isNothing, netSales } from "../sales/figures.ts";
import { type FigureNotRecorded, figuresWithout } from "../sales/not_recorded.ts";
import { averageCheck, type SalesReport } from "../sales/sales_report.ts";

/** Whether anything is known of a period, be it that nothing was sold; without, nothing is zero. */
export function hasSales({ period, current, histories }: SalesReport): boolean {
  return !isNothing(current.figures) || coverageOf(histories, () => period).hasData;
}

type Amount = (figures: Figures) => number | null;

/** The figures at the head of a sales report, each with what it was in the period compared. */
export function salesHeadline(report: SalesReport, currency: string): FiguresBlock {
  const money = { kind: "money", unit: currency } as const;
  const count = { kind: "count" } as const;
  return {
    type: "figures",
    figures: [
      compared(report, { key: "net_sales", label: "Net sales", ...money }, netSales),
      compared(
        report,
        { key: "transactions", label: "Transactions", ...count },
        (f) => f.transactions,
      ),
      compared(report, { key: "average_check", label: "Average check", ...money }, averageCheck),
      compared(report, { key: "guests", label: "Guests", ...count }, guestsOf),
    ],
  };
}

/** The components of net sales, and what is excluded. */
export function booksFigures(report: SalesReport, currency: string): FiguresBlock {
  const money = { kind: "money", unit: currency } as const;
  const parts: [string, string, Amount, FigureNotRecorded?][] = [
    ["gross_sales", "Gross sales", (f) => f.gross],
    ["discounts", "Discounts", (f) => f.discounts, "discounts"],
    ["refunds", "Refunds", (f) => f.refunds],
    ["service_charges", "Service charges", (f) => f.service_charges],
    ["tax", "Tax", (f) => f.tax, "tax"],
    ["tips", "Tips", (f) => f.tips, "tips"],
    ["gratuities", "Gratuities", (f) => f.gratuity],
    ["gift_card_sales", "Gift cards sold", (f) => f.gift_cards],
    ["voids", "Voids", (f) => f.voids, "voids"],
  ];
  return {
    type: "figures",
    figures: parts.map(([key, label, amount, canLack]) =>
      compared(report, { key, label, ...money }, amount, canLack)
    ),
  };
}

/** Null when guests were counted on no order: that is not zero guests. */
function guestsOf({ guests, guest_transactions, transactions }: Figures): number | null {
  return guest_transactions === 0 && transactions > 0 ? null : guests;
}

/** @param canLack What an import may not have recorded: then the figure is null. */
function compared(
  report: SalesReport,
  figure: Omit<Figure, "value" | "previous" | "change">,
  amount: Amount,
  canLack?: FigureNotRecorded,
): Figure {
  const { current, comparison, gaps } = report;
  if (!hasSales(report)) return { ...figure, value: null };
  const known = (figures: Figures, missing: SalesReport["gaps"]) =>
    canLack !== undefined && figuresWithout(missing).has(canLack) ? null : amount(figures);
  const value = known(current.figures, gaps);
  if (comparison === null) return { ...figure, value };
  if (comparison.like.days === 0) return { ...figure, value, previous: null, change: null };
  const now = known(comparison.now.figures, gaps);
  const before = known(comparison.then.figures, comparison.gaps);
  const change = now === null || before === null ? null : percent(now - before, Math.abs(before));
  const isPartlyCompared = !comparison.like.isWhole;
  return {
    ...figure,
    value,
    previous: before,
    change,
    ...(isPartlyCompared && { isPartlyCompared }),
  };
}
