import { IDS_AT_ONCE, slices } from "../../storage/bulk.ts";
import type { Writer } from "../../storage/database.ts";
import { readOrders, readRefunds } from "../orders/read/read_orders.ts";
import { removeOrders } from "../orders/write/write_orders.ts";
import { removeRefunds } from "../orders/write/write_refunds.ts";
import { divisibleOrder } from "./order_figures.ts";
import { divisibleRefund } from "./refund_figures.ts";
import { collect, type RollupChanges, ROLLUPS } from "./rollups.ts";
import { noteSalesChanged } from "./sales_changed.ts";

/**
 * Removes orders that an import brought, their figures with them: at once, because their
 * location may go, too. Nothing may refer to them any more.
 *
 * @param at UTC instant of the writing.
 */
export async function removeOrdersWithSales(
  writer: Writer,
  ids: readonly string[],
  at: string,
): Promise<void> {
  for (const some of slices(ids, IDS_AT_ONCE)) {
    const orders = await readOrders(writer, some);
    const rollups: RollupChanges = new Map();
    for (const order of orders) collect(rollups, divisibleOrder(order), -1);
    noteSalesChanged(
      writer,
      orders.map(({ location_id, opened: { business_date } }) => ({ location_id, business_date })),
      at,
    );
    await ROLLUPS.write(writer, [rollups]);
    await removeOrders(writer, some);
  }
}

/** The same for refunds. */
export async function removeRefundsWithSales(
  writer: Writer,
  ids: readonly string[],
  at: string,
): Promise<void> {
  for (const some of slices(ids, IDS_AT_ONCE)) {
    const refunds = await readRefunds(writer, some);
    const rollups: RollupChanges = new Map();
    for (const refund of refunds) collect(rollups, divisibleRefund(refund), -1);
    noteSalesChanged(
      writer,
      refunds.map(({ location_id, refunded: { business_date } }) => ({
        location_id,
        business_date,
      })),
      at,
    );
    await ROLLUPS.write(writer, [rollups]);
    await removeRefunds(writer, some);
  }
}
