import {
  type Order,
  type Refund,
  UNKNOWN_PAYMENT,
} from "../../../restaurant/orders/model/order.ts";
import { readOrders, readRefunds } from "../../../restaurant/orders/read/read_orders.ts";
import { writeSales } from "../../../restaurant/sales/write_sales.ts";
import { IDS_AT_ONCE } from "../../../storage/bulk.ts";
import type { Reader } from "../../../storage/database.ts";
import type { Taking } from "../../kind/taking.ts";

/** Which refunds are looked at. */
interface RefundScope {
  readonly source: string;
  readonly locations: readonly string[];
}

/**
 * Ties refunds to the orders that they pay back. It runs after all rows are in, because exports
 * often list a refund before its sale, or bring it in an earlier file.
 */
export async function linkRefunds(
  { writer, journal, at }: Pick<Taking, "writer" | "journal" | "at">,
  scope: RefundScope,
): Promise<void> {
  if (scope.locations.length === 0) return;
  let last = "";
  for (;;) {
    const refunds = await unlinkedAfter(writer, scope, last);
    const next = refunds.at(-1)?.id;
    if (next === undefined) return;
    last = next;
    const orders = await ordersOf(writer, scope, refunds);
    const changes = refunds.flatMap((refund) => {
      const order = orderOf(refund, orders);
      return order === undefined ? [] : [{ before: refund, after: linked(refund, order) }];
    });
    if (changes.length === 0) continue;
    await journal.sales(writer, { orders: [], refunds: changes });
    await writeSales(writer, { orders: [], refunds: changes }, at);
  }
}

async function unlinkedAfter(
  reader: Reader,
  { source, locations }: RefundScope,
  last: string,
): Promise<Refund[]> {
  const rows = await reader.selectFrom("refunds").select("id")
    .where("order_id", "is", null)
    .where("external_id", "is not", null)
    .where("source", "=", source)
    .where("location_id", "in", locations)
    .where("id", ">", last)
    .orderBy("id").limit(IDS_AT_ONCE / 2).execute();
  return await readRefunds(reader, rows.map(({ id }) => id));
}

async function ordersOf(
  reader: Reader,
  { source, locations }: RefundScope,
  refunds: readonly Refund[],
): Promise<Order[]> {
  const rows = await reader.selectFrom("orders").select("id")
    .where("source", "=", source)
    .where("location_id", "in", locations)
    .where("external_id", "in", [...new Set(refunds.flatMap(orderIds))])
    .execute();
  return await readOrders(reader, rows.map(({ id }) => id));
}

/** The ids under which a refund's order may be stored: its own, or that of its own day. */
function orderIds({ external_id, refunded }: Refund): string[] {
  const id = (external_id ?? "").replace(/@\d{4}-\d{2}-\d{2}T[\d:]+Z$/, "");
  return [`${id}@${refunded.business_date}`, id];
}

/** Nothing is paid back before it was sold. */
function orderOf(refund: Refund, orders: readonly Order[]): Order | undefined {
  return orderIds(refund)
    .map((id) =>
      orders.find(({ external_id, location_id }) =>
        external_id === id && location_id === refund.location_id
      )
    )
    .find((order) => order !== undefined && order.opened.at <= refund.refunded.at);
}

function linked(refund: Refund, order: Order): Refund {
  const [payment, ...others] = order.payments;
  const knowsBetter = refund.payment_method === UNKNOWN_PAYMENT && others.length === 0;
  return {
    ...refund,
    order_id: order.id,
    order_type: refund.order_type === "unknown" ? order.order_type : refund.order_type,
    ...(refund.server ?? order.server) !== undefined && { server: refund.server ?? order.server },
    payment_method: knowsBetter && payment !== undefined ? payment.method : refund.payment_method,
  };
}
