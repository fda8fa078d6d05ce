import type { ChartBlock, Column, TableBlock, Value } from "../../report/model.ts";
import { fromMilli, type Minor, percent } from "../../values/money.ts";
import { netSales } from "../sales/figures.ts";
import { groupChange } from "../sales/group_answer.ts";
import { figuresWithout, type Gap } from "../sales/not_recorded.ts";
import type { SalesGroup } from "../sales/sales_group.ts";

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

/**
 * Sales by group as a table, with its change on the period compared if the groups can be compared.
 * A group that sold in the period before only is left out.
 *
 * @param totalChange That of all groups together, in percent.
 */
export function breakdownTable(
  all: readonly SalesGroup[],
  look: BreakdownLook,
  totalChange: number | null = null,
): TableBlock {
  const { key, title, label, kind = "text", currency, areOrdersWhole, gaps } = look;
  const groups = all.filter(({ figures }) => isSold(figures));
  const isCompared = groups.some(({ compared }) => compared !== undefined && compared !== null);
  const hasDiscounts = !figuresWithout(gaps).has("discounts");
  const whole = sumOf(groups);
  const money = { kind: "money", unit: currency, isSummed: true } as const;
  const columns: Column[] = [
    { key: "group", label, kind },
    { key: "net_sales", label: "Net sales", ...money },
    { key: "share", label: "Share", kind: "percent" },
    ...(isCompared ? [{ key: "change", label: "Change", kind: "change" } as const] : []),
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
      ...(isCompared ? [group.compared ? groupChange(group.compared, net) : null] : []),
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
    ...(isCompared ? [totalChange] : []),
    areOrdersWhole ? sum(({ figures }) => figures.transactions) : null,
    fromMilli(sum(({ figures }) => figures.units)),
    hasDiscounts ? sum(({ figures }) => figures.discounts) : null,
    sum(({ figures }) => figures.refunds),
  ];
  return { type: "table", key, title, columns, rows, total };
}

/** Net sales by group as a chart. */
export function breakdownChart(
  groups: readonly SalesGroup[],
  look: Pick<BreakdownLook, "key" | "title" | "currency">,
  form: ChartBlock["form"],
): ChartBlock[] {
  if (groups.length === 0) return [];
  return [{
    type: "chart",
    key: `${look.key}_chart`,
    title: look.title,
    form,
    labelKind: "text",
    labels: groups.map(({ group }) => group),
    value: { kind: "money", unit: look.currency },
    series: [{ name: "Net sales", values: groups.map(({ figures }) => netSales(figures)) }],
  }];
}

/** Whether anything was sold of a group, or given back. */
export function isSold(figures: SalesGroup["figures"]): boolean {
  return Object.values(figures).some((value) => value !== 0);
}

/** The net sales of some groups. */
export function sumOf(groups: readonly SalesGroup[]): Minor {
  return groups.reduce((sum, { figures }) => sum + netSales(figures), 0);
}
