import type { ChartBlock } from "../../report/model.ts";
import { netSales } from "../sales/figures.ts";
import type { SalesGroup } from "../sales/sales_group.ts";

const MOST = 8;

/**
 * Which groups moved net sales most against the period before: rises first, then falls. Nothing if
 * the groups cannot be compared.
 */
export function moversChart(groups: readonly SalesGroup[], currency: string): ChartBlock[] {
  const moves = groups.flatMap(({ group, compared }) =>
    compared === undefined || compared === null
      ? []
      : [{ group, move: netSales(compared.now) - netSales(compared.then) }]
  ).filter(({ move }) => move !== 0);
  if (moves.length === 0) return [];
  const most = moves.toSorted((a, b) => Math.abs(b.move) - Math.abs(a.move)).slice(0, MOST)
    .toSorted((a, b) => b.move - a.move);
  return [{
    type: "chart",
    key: "movers",
    title: "What moved net sales: change by category against the period before",
    form: "bars",
    labelKind: "text",
    labels: most.map(({ group }) => group),
    value: { kind: "money", unit: currency },
    series: [{ name: "Change", values: most.map(({ move }) => move) }],
  }];
}
