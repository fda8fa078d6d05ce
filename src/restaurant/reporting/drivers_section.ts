import type { Section } from "../../report/model.ts";
import type { Reader } from "../../storage/database.ts";
import { minorDigits } from "../../values/money.ts";
import { type Period, periodText, wholeMonths } from "../../values/period.ts";
import { analyticsScope } from "../analytics/analytics_scope.ts";
import { readDrivers } from "../analytics/sections/drivers.ts";
import { periodBefore, sameWeekdays } from "./period_before.ts";
import type { ReportRequest } from "./request.ts";

const PARTS = [
  ["open_days", "Open days"],
  ["orders_per_open_day", "Orders per open day"],
  ["items_per_order", "Items per order"],
  ["price", "Prices"],
  ["mix", "Mix"],
  ["discounts", "Discounts"],
  ["refunds", "Refunds"],
  ["service_charges", "Service charges"],
] as const;

/**
 * Why net sales changed, as get_analytics splits it: against the same weekdays before, finished days
 * only. Nothing if there is nothing to compare with.
 */
export async function driversSection(
  reader: Reader,
  { period, locations, now, signal = NEVER }: ReportRequest,
): Promise<Section[]> {
  const scope = await analyticsScope(reader, locations, period, now);
  if (scope === null) return [];
  const { figures, findings, notes } = await readDrivers({
    reader,
    scope,
    signal,
    showsNames: false,
  });
  if (figures.change === undefined) return [];
  const { currency, period: finished, previous } = scope;
  const minor = (amount: number | null | undefined) =>
    Math.round((amount ?? 0) * 10 ** minorDigits(currency));
  return [{
    title: "Why net sales changed",
    blocks: [
      ...(previous === null
        ? []
        : [{ type: "text" as const, text: comparedText(period, finished, previous) }]),
      { type: "list", items: findings.map(({ text }) => text) },
      {
        type: "table",
        key: "drivers",
        columns: [
          { key: "part", label: "Part", kind: "text" },
          { key: "change", label: "Change", kind: "money", unit: currency, isSummed: true },
        ],
        rows: PARTS.map(([name, label]) => [label, minor(figures[name])]),
        total: ["Change of net sales", minor(figures.change)],
        // What was not recorded stands at the head of the report.
        footnote: [...notes, ...scope.notes].join(" "),
      },
    ],
  }];
}

/** Which days are compared; of whole months, the headline compares others. */
function comparedText(asked: Period, finished: Period, previous: Period): string {
  const days = `${periodText(finished)} against ${periodText(previous)}, the ${
    sameWeekdays(finished)
  }.`;
  return wholeMonths(asked) === null
    ? days
    : `${days} The figures at a glance are against ${
      periodText(periodBefore(asked))
    }, which has other weekdays, so they changed by another amount.`;
}

const NEVER = new AbortController().signal;
