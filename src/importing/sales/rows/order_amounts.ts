import { allocate } from "../../../values/money.ts";
import type { ParsedRow, SoldRecord } from "./read_row.ts";

/**
 * Divides discount and tax of a whole order, which are on its first row, among all its rows by
 * price.
 */
export function shareOrderAmounts(parsed: readonly ParsedRow[]): readonly ParsedRow[] {
  const sold = parsed.filter((one): one is SoldRecord => "rows" in one);
  if (!sold.some(({ orderDiscount, orderTax }) => orderDiscount > 0 || orderTax > 0)) return parsed;
  const shared = new Map<ParsedRow, ParsedRow>();
  const orders = Map.groupBy(sold, ({ rows: [row] }) => `${row?.place.id}\n${row?.order_id}`);
  for (const order of orders.values()) {
    for (const [from, to] of shareOne(order)) shared.set(from, to);
  }
  return parsed.map((one) => shared.get(one) ?? one);
}

function shareOne(order: readonly SoldRecord[]): (readonly [SoldRecord, SoldRecord])[] {
  const counted = order.filter(({ rows: [row] }) => row?.event === "sale" && !row.voided);
  const weights = counted.map(({ rows: [row] }) => (row?.gross ?? 0) - (row?.discount ?? 0));
  const total = (amount: (one: SoldRecord) => number) => Math.max(0, ...order.map(amount));
  const most = weights.reduce((sum, weight) => sum + weight, 0);
  const discounts = allocate(Math.min(total((one) => one.orderDiscount), most), weights);
  const taxes = allocate(total((one) => one.orderTax), weights);
  return counted.map((one, at) => {
    const [row, ...others] = one.rows;
    if (row === undefined) return [one, one];
    const discount = row.discount + (discounts[at] ?? 0);
    const changed = { ...row, discount, tax: row.tax + (taxes[at] ?? 0) };
    return [one, { ...one, rows: [changed, ...others] }];
  });
}
