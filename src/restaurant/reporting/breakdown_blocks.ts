import type { ChartBlock, Column, TableBlock, Value } from "../../report/model.ts";
import { fromMilli, type Minor, percent } from "../../values/money.ts";
import { netSales } from "../sales/figures.ts";
import { figuresWithout, type Gap } from "../sales/not_recorded.ts";
import type { SalesGroup } from "../sales/sales_breakdown.ts";

/** The presentation of a breakdown. */
export interface BreakdownLook {
  readonly key: string;
  readonly title: string;
  /** Above the groups' names: `Category`. */
  readonly label: string;
  readonly kind?: "text" | "date";
  readonly currency: string;
  /** Whether the groups' transactions add up: an order has several categories, but one hour. */
  readonly areOrdersWhole: boolean;
  /** What was not recorded of the period. */
  readonly gaps: readonly Gap[];
}

/** Sales by group as a table, with what each was in the period compared. */
export function breakdownTable(
  groups: readonly SalesGroup[],
  before: readonly SalesGroup[] | null,
  look: BreakdownLook,
): TableBlock {
  const { key, title, label, kind = "text", currency, areOrdersWhole, gaps } = look;
  const hasDiscounts = !figuresWithout(gaps).has("discounts");
  const whole = sumOf(groups);
  const earlier = new Map(before?.map((group) => [nameOf(group), netSales(group.figures)]));
  const money = { kind: "money", unit: currency, isSummed: true } as const;
  const columns: Column[] = [
    { key: "group", label, kind },
    { key: "net_sales", label: "Net sales", ...money },
    { key: "share", label: "Share", kind: "percent" },
    ...(before === null ? [] : [{ key: "change", label: "Change", kind: "change" } as const]),
    { key: "transactions", label: "Transactions", kind: "count", isSummed: areOrdersWhole },
    { key: "units", label: "Units", kind: "quantity", isSummed: true },
    { key: "discounts", label: "Discounts", ...money },
    { key: "refunds", label: "Refunds", ...money },
  ];
  const sum = (part: (group: SalesGroup) => number) =>
    groups.reduce((total, group) => total + part(group), 0);
  const rows = groups.map((group): Value[] => {
    const net = netSales(group.figures);
    return [
      group.group,
      net,
      percent(net, whole),
      ...(before === null ? [] : [changeOn(net, earlier.get(nameOf(group)))]),
      group.figures.transactions,
      fromMilli(group.figures.units),
      hasDiscounts ? group.figures.discounts : null,
      group.figures.refunds,
    ];
  });
  const total: Value[] = [
    "Total",
    whole,
    percent(whole, whole),
    ...(before === null ? [] : [changeOn(whole, sumOf(before))]),
    areOrdersWhole ? sum(({ figures }) => figures.transactions) : null,
    fromMilli(sum(({ figures }) => figures.units)),
    hasDiscounts ? sum(({ figures }) => figures.discounts) : null,
    sum(({ figures }) => figures.refunds),
  ];
  return { type: "table", key, title, columns, rows, total };
}

/** Net sales by group as a chart, beside those of the period compared, if the labels are the same. */
export function breakdownChart(
  groups: readonly SalesGroup[],
  look: Pick<BreakdownLook, "key" | "title" | "currency">,
  form: ChartBlock["form"],
): ChartBlock {
  return {
    type: "chart",
    key: `${look.key}_chart`,
    title: look.title,
    form,
    labelKind: "text",
    labels: groups.map(({ group }) => group),
    value: { kind: "money", unit: look.currency },
    series: [{ name: "Net sales", values: groups.map(({ figures }) => netSales(figures)) }],
  };
}

/** Change in percent; null without anything to compare with. */
export function changeOn(now: Minor, before: Minor | undefined): number | null {
  return before === undefined ? null : percent(now - before, Math.abs(before));
}

/** The key of a group, in both periods. */
export function nameOf({ id, group }: SalesGroup): string {
  return id ?? group;
}

/** The net sales of some groups. */
export function sumOf(groups: readonly SalesGroup[]): Minor {
  return groups.reduce((sum, { figures }) => sum + netSales(figures), 0);
}
