import type { ChartBlock } from "../../report/model.ts";
import { netSales } from "../sales/figures.ts";
import type { SalesGroup } from "../sales/sales_breakdown.ts";
import { nameOf } from "./breakdown_blocks.ts";

const MOST = 8;

/**
 * Which groups moved net sales most against the period before: rises first, then falls. Nothing if
 * there is no period before.
 */
export function moversChart(
  now: readonly SalesGroup[],
  before: readonly SalesGroup[],
  currency: string,
): ChartBlock[] {
  if (now.length === 0 || before.length === 0) return [];
  const earlier = new Map(before.map((group) => [nameOf(group), group]));
  const names = new Set(now.map(nameOf));
  const moves = [
    ...now.map((group) => ({
      group: group.group,
      move: netOf(group) - netOf(earlier.get(nameOf(group))),
    })),
    ...before.filter((group) => !names.has(nameOf(group)))
      .map((group) => ({ group: group.group, move: -netOf(group) })),
  ];
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

function netOf(group: SalesGroup | undefined): number {
  return group === undefined ? 0 : netSales(group.figures);
}
