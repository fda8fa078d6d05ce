import { z } from "zod";
import { businessToday } from "../restaurant/locations/business_today.ts";
import { chooseLocations } from "../restaurant/locations/location.ts";
import { defineTool } from "../mcp/tool.ts";
import { liveOrder, liveOrderText, readLiveOrders } from "../restaurant/orders/read/live_orders.ts";
import type { Reader } from "../storage/database.ts";
import { type Clock, nowText } from "../values/clock.ts";
import { locationArgument } from "./arguments.ts";

const input = z.strictObject({
  location: locationArgument.optional(),
  late_only: z.boolean().default(false).describe("Only orders that are late."),
  limit: z.int().min(1).max(100).default(15).describe("Most orders in the answer."),
});

const output = z.strictObject({
  location: z.string(),
  open_count: z.int(),
  late_count: z.int(),
  orders: z.array(liveOrder).describe("The oldest first."),
  omitted_orders: z.int().optional(),
  basis: z.string(),
  as_of: z.string(),
});

const BASIS =
  "open: received, preparing or ready. late: not ready after the promised time, or an " +
  "hour after opening without one; finished food that waits is not late. Times are local.";

/** What the kitchen has to do now. */
export const getLiveOrders = defineTool({
  name: "get_live_orders",
  title: "Get live orders",
  description:
    "Orders that are open right now, the oldest first: dishes, table, status, promised time, " +
    "and why any are late. Finished orders: search_orders.",
  effect: "read",
  scope: "orders:read",
  isDrawn: true,
  input,
  output,
  run: async (
    { location, late_only, limit },
    { reader, clock }: { reader: Reader; clock: Clock },
  ) => {
    const locations = await chooseLocations(reader, location);
    const live = await readLiveOrders(reader, locations, {
      now: clock(),
      lateOnly: late_only,
      limit,
    });
    const [only, ...others] = locations.map(({ id }) => id);
    const left = (late_only ? live.late_count : live.open.length) - live.orders.length;
    return {
      location: only === undefined || others.length > 0 ? "all" : only,
      open_count: live.open.length,
      late_count: live.late_count,
      orders: [...live.orders],
      ...(left > 0 && { omitted_orders: left }),
      basis: `${BASIS} ${businessToday(locations, clock())}`,
      as_of: nowText(clock),
    };
  },
  text: ({ location, open_count, late_count, orders, omitted_orders, basis, as_of }) =>
    [
      `Open orders, ${location === "all" ? "all locations" : location}: ${open_count}, ` +
      `${late_count} late.`,
      ...orders.map(liveOrderText),
      ...(omitted_orders === undefined ? [] : [`${omitted_orders} more; raise \`limit\`.`]),
      `Basis: ${basis} As of ${as_of}.`,
    ].join("\n"),
});
