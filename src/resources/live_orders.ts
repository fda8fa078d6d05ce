import { lastSequence } from "../restaurant/journal/outbox.ts";
import { defineResource } from "../mcp/resource.ts";
import {
  countOpenOrders,
  isLate,
  type OpenOrder,
  readOpenOrders,
} from "../restaurant/orders/read/open_orders.ts";
import { shownTable } from "../restaurant/orders/read/order_summary.ts";
import type { Reader } from "../storage/database.ts";
import { type Clock, nowText } from "../values/clock.ts";
import { visibleJson } from "../values/text.ts";

/** More than a kitchen has on its board. */
const MOST_ORDERS = 100;

/** What the kitchen has to do now; subscribers hear when it changes. */
export const liveOrders = defineResource({
  name: "live_orders",
  uri: "restaurant://live_orders",
  title: "Live orders",
  description: "Open orders of every location (received, preparing, ready), oldest first, with " +
    "those that are late, and the sequence of the last event. Subscribe to hear of changes; read " +
    "restaurant://live_orders?since=<last_sequence> for what happened after it.",
  scope: "orders:read",
  mimeType: "application/json",
  isLive: true,
  async read({ reader, clock }: { reader: Reader; clock: Clock }) {
    // Before the orders: an event between the two is told again, never missed.
    const last_sequence = await lastSequence(reader);
    const open_count = await countOpenOrders(reader);
    const orders = await readOpenOrders(reader, MOST_ORDERS);
    const now = clock();
    return visibleJson({
      as_of: nowText(clock),
      last_sequence,
      open_count,
      late_count: orders.filter((order) => isLate(order, now)).length,
      ...(open_count > orders.length && { omitted_orders: open_count - orders.length }),
      orders: orders.map((order) => orderJson(order, now)),
    });
  },
});

function orderJson(order: OpenOrder, now: Temporal.Instant) {
  return {
    id: order.id,
    number: order.number,
    location: order.location_id,
    order_type: order.order_type,
    status: order.status,
    ...(order.table_name !== null && { table: shownTable(order.table_name) }),
    lines: order.line_count,
    opened_at: order.opened_at,
    ...(order.promised_at !== null && { promised_at: order.promised_at }),
    late: isLate(order, now),
  };
}
