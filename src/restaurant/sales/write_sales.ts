import type { Change } from "../orders/model/change.ts";
import type { Order, Refund } from "../orders/model/order.ts";
import { writeOrders } from "../orders/write/write_orders.ts";
import { writeRefunds } from "../orders/write/write_refunds.ts";
import { beforeCommit } from "../../storage/before_commit.ts";
import type { Writer } from "../../storage/database.ts";
import type { Moment } from "../../values/business_day.ts";
import { divisibleOrder } from "./order_figures.ts";
import { divisibleRefund } from "./refund_figures.ts";
import { collect, ROLLUPS } from "./rollups.ts";
import { noteSalesChanged, type SalesDay } from "./sales_changed.ts";

/** Orders and refunds to be written together. */
export interface SalesChanges {
  readonly orders: readonly Change<Order>[];
  readonly refunds: readonly Change<Refund>[];
}

/**
 * Writes orders and refunds, brings the rollups along in the same transaction, and records on which
 * dates sales changed.
 *
 * @param at UTC instant of the writing.
 */
export async function writeSales(writer: Writer, changes: SalesChanges, at: string): Promise<void> {
  const rollups = beforeCommit(writer, ROLLUPS);
  for (const { before, after } of changes.orders) {
    if (before !== null) collect(rollups, divisibleOrder(before), -1);
    collect(rollups, divisibleOrder(after));
  }
  for (const { before, after } of changes.refunds) {
    if (before !== null) collect(rollups, divisibleRefund(before), -1);
    collect(rollups, divisibleRefund(after));
  }
  noteSalesChanged(writer, touchedDays(changes), at);
  await writeOrders(writer, changes.orders, at);
  await writeRefunds(writer, changes.refunds);
}

/** Where and when the changed orders and refunds count, before and after. */
function* touchedDays({ orders, refunds }: SalesChanges): Generator<SalesDay> {
  for (const { before, after } of orders) {
    if (before !== null) yield dayOf(before, before.opened);
    yield dayOf(after, after.opened);
  }
  for (const { before, after } of refunds) {
    if (before !== null) yield dayOf(before, before.refunded);
    yield dayOf(after, after.refunded);
  }
}

function dayOf(
  { location_id }: Pick<Order, "location_id">,
  { business_date }: Moment,
): SalesDay {
  return { location_id, business_date };
}
