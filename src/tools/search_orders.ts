import { z } from "zod";
import { chooseLocations } from "../restaurant/locations/location.ts";
import { defineTool } from "../mcp/tool.ts";
import { ORDER_TRAITS } from "../storage/conditions.ts";
import { findOrders } from "../restaurant/orders/search/find_orders.ts";
import { orderSummary } from "../restaurant/orders/read/order_summary.ts";
import { summaryText } from "../restaurant/orders/read/order_summary_text.ts";
import type { Services } from "./services.ts";
import { dateArgument, endDateArgument, locationArgument, textArgument } from "./arguments.ts";
import { counted } from "../values/counted.ts";

const money = z.number().min(0).max(1_000_000_000);

const input = z.strictObject({
  date: dateArgument.optional(),
  end_date: endDateArgument.optional(),
  location: locationArgument.optional(),
  text: textArgument(1, 80).optional().describe(
    "Part of the order number, table, guest's name or an item's name; capitals do not matter.",
  ),
  status: z.enum(["received", "preparing", "ready", "completed", "cancelled"]).optional()
    .describe("Only orders that have this status now."),
  order_type: z.enum(["dine_in", "takeout", "delivery", "other", "unknown"]).optional()
    .describe("Only orders of this type."),
  has: z.enum(ORDER_TRAITS).optional().describe("Only orders that have this."),
  payment_method: textArgument(1, 40).optional()
    .describe("Part of the payment method's name, such as cash."),
  min_total: money.optional().describe(
    "Lowest total, decimal, inclusive; with max_total also of totals with the tip.",
  ),
  max_total: money.optional().describe("Highest total, decimal, inclusive."),
  cursor: z.string().min(1).max(100).optional()
    .describe("next_cursor of the previous answer; keep the other arguments."),
  limit: z.int().min(1).max(100).default(20).describe("Most orders in the answer."),
});

const output = z.strictObject({
  orders: z.array(orderSummary),
  next_cursor: z.string().optional().describe("For the next page; absent on the last one."),
  basis: z.string(),
});

/** Finds orders. */
export const searchOrders = defineTool({
  name: "search_orders",
  title: "Search orders",
  description: "Finds single orders, the latest first. " +
    "The $340 order on Friday night: its date, min_total 330, max_total 350.\n\n" +
    "Each has its discounts, tip, payments, refunds, who cancelled it and why. " +
    "Only the first lines are shown.\n\n" +
    "Not for sums: get_sales_data has them. For what is open now: get_live_orders.",
  effect: "read",
  scope: "orders:read",
  input,
  output,
  run: async (
    { location, ...search },
    { reader, runJob, clock }: Pick<Services, "reader" | "runJob" | "clock">,
    { may },
  ) => {
    const question = { ...search, showsNames: may("menu:write") };
    return await findOrders(reader, question, await chooseLocations(reader, location), {
      now: clock(),
      searchFurther: (further) => runJob("order_search", further),
    });
  },
  text: ({ orders, next_cursor, basis }) =>
    [
      orders.length === 0
        ? next_cursor === undefined ? "No order matches." : "No order matches so far."
        : `${counted(orders.length, "order")}, the latest first:`,
      ...orders.map(summaryText),
      ...(next_cursor === undefined ? [] : [`There are more: cursor ${next_cursor}`]),
      basis,
    ].join("\n"),
});
