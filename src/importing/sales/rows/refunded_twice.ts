import type { ParsedRow, SoldRecord } from "./read_row.ts";
import type { SalesRow } from "./sales_row.ts";

/**
 * Leaves out refunds that follow from the state of a sale, if the order has a row of its own for what
 * was given back.
 */
export function withoutRefundsTwice(parsed: readonly ParsedRow[]): readonly ParsedRow[] {
  const sold = parsed.filter((one): one is SoldRecord => "rows" in one);
  if (!sold.some(({ rows }) => rows.length > 1)) return parsed;
  const returned = new Set(
    sold.flatMap(({ rows: [row] }) => row?.event === "refund" ? [keyOf(row)] : []),
  );
  return parsed.map((one) => {
    if (!("rows" in one)) return one;
    const [row, ...others] = one.rows;
    const isTwice = row !== undefined && others.length > 0 && returned.has(keyOf(row));
    return isTwice ? { ...one, rows: [row] } : one;
  });
}

function keyOf({ place, order_id, item, gross }: SalesRow): string {
  return [place.id, order_id, item, gross].join("\n");
}
