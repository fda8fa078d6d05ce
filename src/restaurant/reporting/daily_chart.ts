import type { ChartBlock } from "../../report/model.ts";
import { counted } from "../../values/counted.ts";
import type { Minor } from "../../values/money.ts";
import { netSales } from "../sales/figures.ts";
import { length, type Period } from "../../values/period.ts";
import { sum } from "../../values/sum.ts";
import type { SalesGroup } from "../sales/sales_group.ts";

/** More points than this are shown by week: single days would be noise. */
const MOST_DAYS = 92;

/**
 * Net sales over time, day by day or week by week, beside the same day of the period compared if
 * anything is known of it. A day on which nothing was recorded has no point, and the days after the
 * last whole week have none: they would look like a fall. Nothing if there is no point at all.
 */
export function dailyChart(
  days: readonly SalesGroup[],
  before: readonly SalesGroup[],
  { period, previous, currency }: {
    readonly period: Period;
    readonly previous: Period;
    readonly currency: string;
  },
): ChartBlock[] {
  const step = length(period) > MOST_DAYS ? 7 : 1;
  const values = stepped(valuesOf(days, period), step);
  if (values.every((value) => value === null)) return [];
  const labels = datesOf(period).filter((_, at) => at % step === 0).slice(0, values.length);
  const earlier = stepped(valuesOf(before, previous), step).slice(0, values.length);
  const left = length(period) % step;
  const weeks = "Net sales by week (seven days from the date shown" +
    (left === 0 ? ")" : `; ${counted(left, "day")} at the end left out)`);
  return [{
    type: "chart",
    key: "net_sales_over_time",
    title: step === 1 ? "Net sales by day" : weeks,
    form: labels.length === 1 ? "columns" : "line",
    labelKind: "date",
    labels,
    value: { kind: "money", unit: currency },
    series: [
      { name: "This period", values },
      ...(earlier.every((value) => value === null) ? [] : [
        { name: "Period before", values: [...earlier, ...blank(values.length - earlier.length)] },
      ]),
    ],
  }];
}

/** All dates of a period. */
export function datesOf(period: Period): string[] {
  const first = Temporal.PlainDate.from(period.date);
  return Array.from({ length: length(period) }, (_, days) => first.add({ days }).toString());
}

function valuesOf(days: readonly SalesGroup[], period: Period): (Minor | null)[] {
  const net = new Map(days.map(({ group, figures }) => [group, netSales(figures)]));
  return datesOf(period).map((date) => net.get(date) ?? null);
}

function stepped(values: readonly (Minor | null)[], step: number): (Minor | null)[] {
  return Array.from({ length: Math.floor(values.length / step) }, (_, at) => {
    const part = values.slice(at * step, (at + 1) * step).filter((value) => value !== null);
    return part.length === 0 ? null : sum(part);
  });
}

function blank(count: number): null[] {
  return Array.from({ length: Math.max(0, count) }, () => null);
}
