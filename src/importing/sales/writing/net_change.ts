import { orderTotals } from "../../../restaurant/orders/model/order.ts";
import type { SalesChanges } from "../../../restaurant/sales/write_sales.ts";
import { IDS_AT_ONCE, slices } from "../../../storage/bulk.ts";
import type { Reader } from "../../../storage/database.ts";
import type { Minor } from "../../../values/money.ts";

/**
 * By how much written orders and refunds changed the net sales that the database holds: the summary
 * of an import must explain it. Only what was written is added up, because others write as well.
 */
export async function netChange(
  reader: Reader,
  { orders, refunds }: SalesChanges,
): Promise<Minor> {
  let change = 0;
  for (const some of slices(orders.map(({ after }) => after.id), IDS_AT_ONCE)) {
    change += await soldNet(reader, some);
  }
  for (const some of slices(refunds.map(({ after }) => after.id), IDS_AT_ONCE)) {
    change -= await returnedNet(reader, some);
  }
  for (const { before } of orders) {
    if (before === null) continue;
    const { gross, discounts } = orderTotals(before);
    change -= gross - discounts;
  }
  for (const { before } of refunds) {
    for (const { amount } of before?.lines ?? []) change += amount;
  }
  return change;
}

async function soldNet(reader: Reader, ids: readonly string[]): Promise<Minor> {
  const { gross, discounts } = await reader.selectFrom("orders")
    .select(({ fn }) => [
      fn.sum<number | null>("gross").as("gross"),
      fn.sum<number | null>("discounts").as("discounts"),
    ])
    .where("id", "in", ids).executeTakeFirstOrThrow();
  return Number(gross ?? 0) - Number(discounts ?? 0);
}

async function returnedNet(reader: Reader, ids: readonly string[]): Promise<Minor> {
  const { amount } = await reader.selectFrom("refund_lines")
    .select(({ fn }) => fn.sum<number | null>("amount").as("amount"))
    .where("refund_id", "in", ids).executeTakeFirstOrThrow();
  return Number(amount ?? 0);
}
