import { sum } from "../../../values/sum.ts";
import type { ParsedRow, SoldRecord } from "./read_row.ts";
import type { SalesRow } from "./sales_row.ts";

/**
 * Leaves out refunds that follow from the state of a sale, if the order has a row of its own for what
 * was given back: one row for each sale, or rows that come to the same for all of an item.
 */
export function withoutRefundsTwice(parsed: readonly ParsedRow[]): readonly ParsedRow[] {
  const sold = parsed.filter((one): one is SoldRecord => "rows" in one);
  const stated = sold.filter(({ rows }) => rows.length > 1);
  if (stated.length === 0) return parsed;
  const returned = sold.flatMap(({ rows: [row] }) => row?.event === "refund" ? [row] : []);
  const returnsOf = Map.groupBy(returned, keyOf);
  const twice = new Set<SoldRecord>();
  for (const [key, sales] of Map.groupBy(stated, ({ rows: [row] }) => keyOf(row))) {
    const grosses = (returnsOf.get(key) ?? []).map(({ gross }) => gross);
    for (const sale of toldTwice(sales, grosses)) twice.add(sale);
  }
  return parsed.map((one) =>
    "rows" in one && twice.has(one) ? { ...one, rows: one.rows.slice(0, 1) } : one
  );
}

/** The sales of an item that its returns are about. */
function toldTwice(sales: readonly SoldRecord[], returned: readonly number[]): SoldRecord[] {
  const left = [...returned];
  const [told, others]: [SoldRecord[], SoldRecord[]] = [[], []];
  for (const sale of sales) {
    const at = left.indexOf(grossOf(sale));
    if (at !== -1) left.splice(at, 1);
    (at === -1 ? others : told).push(sale);
  }
  return left.length > 0 && sum(left) === sum(others.map(grossOf)) ? [...sales] : told;
}

function grossOf({ rows: [row] }: SoldRecord): number {
  return row?.gross ?? 0;
}

function keyOf(row: SalesRow | undefined): string {
  return [row?.place.id, row?.order_id, row?.item].join("\n");
}
