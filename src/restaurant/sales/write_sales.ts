import type { Change } from "../orders/model/change.ts";
import type { Order, Refund } from "../orders/model/order.ts";
import { writeOrders } from "../orders/write/write_orders.ts";
import { writeRefunds } from "../orders/write/write_refunds.ts";
import { beforeCommit } from "../../storage/before_commit.ts";
import type { Writer } from "../../storage/database.ts";
import { orderFigures } from "./order_figures.ts";
import { refundFigures } from "./refund_figures.ts";
import { collect, ROLLUPS } from "./rollups.ts";

/** Orders and refunds to be written together. */
export interface SalesChanges {
  readonly orders: readonly Change<Order>[];
  readonly refunds: readonly Change<Refund>[];
}

/**
 * Writes orders and refunds, and brings the rollups along in the same transaction.
 *
 * @param at UTC instant of the writing.
 */
export async function writeSales(writer: Writer, changes: SalesChanges, at: string): Promise<void> {
  const rollups = beforeCommit(writer, ROLLUPS);
  for (const { before, after } of changes.orders) {
    if (before !== null) collect(rollups, orderFigures(before), -1);
    collect(rollups, orderFigures(after));
  }
  for (const { before, after } of changes.refunds) {
    if (before !== null) collect(rollups, refundFigures(before), -1);
    collect(rollups, refundFigures(after));
  }
  await writeOrders(writer, changes.orders, at);
  await writeRefunds(writer, changes.refunds);
}
