import { eventCursor } from "../restaurant/journal/event_cursor.ts";
import { lastEvents } from "../restaurant/journal/outbox.ts";
import { readLocations } from "../restaurant/locations/location.ts";
import { defineResource } from "../mcp/resource.ts";
import { type LiveOrder, readLiveOrders } from "../restaurant/orders/read/live_orders.ts";
import { countOpenOrders } from "../restaurant/orders/read/open_orders.ts";
import type { Reader } from "../storage/database.ts";
import { readEpoch } from "../storage/epoch.ts";
import { type Clock, nowText } from "../values/clock.ts";
import { visibleJson } from "../values/text.ts";

const MOST_ORDERS = 100;
/** Characters of all orders: with them the resource is below 2,000 tokens. */
const LONGEST = 7400;
/** The most dishes shown of an order, if there is room. */
const SHOWN_DISHES = [6, 2, 0];

/** What the kitchen has to do now; subscribers are notified when it changes. */
export const liveOrders = defineResource({
  name: "live_orders",
  uri: "restaurant://live_orders",
  title: "Live orders",
  description:
    "Open orders of every location (received, preparing, ready), oldest first, with dishes, " +
    "local times, why they are late, and a cursor. Subscribe for changes; " +
    "read restaurant://live_orders?since=<cursor> for what happened since.",
  scope: "orders:read",
  mimeType: "application/json",
  isLive: true,
  read: async (services: { reader: Reader; clock: Clock }) =>
    visibleJson(await readLiveState(services)),
});

/** The open orders now, and a cursor after the last event before they were read. */
export async function readLiveState(
  { reader, clock }: { reader: Reader; clock: Clock },
): Promise<Readonly<Record<string, unknown>>> {
  // Read before the orders: an event in between is reported again, never missed.
  const cursor = eventCursor(await lastEvents(reader), await readEpoch(reader));
  const open_count = await countOpenOrders(reader);
  const live = await readLiveOrders(reader, await readLocations(reader), {
    now: clock(),
    lateOnly: false,
    limit: MOST_ORDERS,
  });
  const orders = shortEnough(live.orders, LONGEST - cursor.length);
  return {
    as_of: nowText(clock),
    cursor,
    open_count,
    late_count: live.late_count,
    ...(open_count > orders.length && { omitted_orders: open_count - orders.length }),
    orders,
  };
}

/** All dishes of few orders, few of many, none of a full house; the oldest orders in any case. */
function shortEnough(orders: readonly LiveOrder[], longest: number) {
  for (const dishes of SHOWN_DISHES) {
    const shown = orders.map((order) => orderJson(order, dishes));
    if (JSON.stringify(shown).length <= longest) return shown;
  }
  const shown = orders.map((order) => orderJson(order, 0));
  return shown.slice(0, Math.floor(shown.length * longest / JSON.stringify(shown).length));
}

function orderJson(
  { order_id, order_number, dishes, more_dishes = 0, ...order }: LiveOrder,
  most: number,
) {
  return {
    id: order_id,
    number: order_number,
    ...order,
    lines: dishes.length + more_dishes,
    ...(most > 0 && { dishes: dishes.slice(0, most) }),
  };
}
