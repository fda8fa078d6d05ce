import { counted } from "../../values/counted.ts";
import { formatMoney } from "../../values/money.ts";
import { whyNotByGroup } from "./comparable_groups.ts";
import { type Coverage, coverageOf } from "./coverage_notes.ts";
import { isNothing, netSales } from "./figures.ts";
import { gapsText } from "./not_recorded.ts";
import { duringText, keepsWeekdays } from "../../values/period.ts";
import type { SalesGroup } from "./sales_group.ts";
import type { SalesComparison, SalesOfDays, SalesQuestion, SalesReport } from "./sales_report.ts";

/** What readers of the figures must know first. */
export function salesNotes(
  { period, current, comparison, breakdown, data_range, histories, gaps }: SalesReport,
  question: SalesQuestion,
  currency: string,
): Coverage & { readonly notes: string[] } {
  const { locations, periods, compare_to } = question;
  const { complete, missing, ...coverage } = coverageOf(
    histories,
    (id) => periods?.get(id) ?? period,
  );
  const hasData = coverage.hasData || !isNothing(current.figures);
  const range = data_range === null
    ? "Nothing has been recorded yet."
    : `Recorded data runs from ${data_range.first} to ${data_range.last}.`;
  const empty = isEmpty(current);
  return {
    complete,
    hasData,
    missing,
    notes: [
      ...gapsText(gaps),
      ...(empty ? [`No sales ${duringText(period)}. ${range}`] : []),
      ...(comparison === null || compare_to === undefined ? [] : [
        ...(comparison.like.days === 0
          ? [
            `Nothing to compare with ${duringText(comparison.period)}: no day is known in ` +
            `both periods.${empty ? "" : ` ${range}`}`,
          ]
          : []),
        ...(keepsWeekdays(period, compare_to)
          ? []
          : ["The two periods have different weekdays; previous_week compares like weekdays."]),
        ...(comparison.like.isWhole ? daysDiffer(comparison) : []),
        ...notByGroup(comparison, question),
        ...movers(breakdown, currency),
      ]),
      ...uncosted(breakdown),
      ...(new Set(locations.map((l) => l.time_zone)).size > 1
        ? ["Each location counts in its own time zone."]
        : []),
    ],
  };
}

function notByGroup(
  { like }: SalesComparison,
  { group_by }: Pick<SalesQuestion, "group_by">,
): string[] {
  const why = group_by === undefined || like.days === 0 ? null : whyNotByGroup(group_by, like);
  return why === null ? [] : [why];
}

function daysDiffer({ now, then }: Record<"now" | "then", SalesOfDays>): string[] {
  return now.days_with_sales === then.days_with_sales ? [] : [
    `Days with sales differ: ${now.days_with_sales} now, ${then.days_with_sales} in the comparison.`,
  ];
}

/** Items whose cost is unknown. */
function uncosted(breakdown: readonly SalesGroup[]): string[] {
  const items = breakdown.filter(({ food_cost }) => food_cost !== undefined);
  const without = items.filter(({ food_cost }) => food_cost === null);
  return without.length === 0 ? [] : [
    `${without.length} of ${counted(items.length, "item")} ${
      without.length === 1 ? "has" : "have"
    } no margin: ` +
    "no recipe, or an ingredient without " +
    "a pack cost.",
  ];
}

const MOST_MOVERS = 3;

/** The groups that changed most, even those that a limit leaves out. */
function movers(breakdown: readonly SalesGroup[], currency: string): string[] {
  const changes = breakdown.flatMap(({ group, compared }) => {
    const by = compared === undefined || compared === null
      ? 0
      : netSales(compared.now) - netSales(compared.then);
    return by === 0 ? [] : [{ group, by }];
  }).sort((a, b) => Math.abs(b.by) - Math.abs(a.by)).slice(0, MOST_MOVERS);
  if (changes.length === 0) return [];
  const texts = changes.map(({ group, by }) =>
    `${group} ${by > 0 ? "+" : ""}${formatMoney(by, currency)}`
  );
  return [`Largest changes: ${texts.join(", ")}.`];
}

function isEmpty({ figures }: SalesOfDays): boolean {
  return figures.transactions === 0 && figures.refunds === 0;
}
