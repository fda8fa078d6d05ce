import { z } from "zod";
import { readLocations } from "../restaurant/locations/location.ts";
import { defineTool } from "../mcp/tool.ts";
import { transitionOrder } from "../restaurant/orders/transition/transition_order.ts";
import { LONGEST_REASON, nextStatuses } from "../restaurant/orders/transition/transitions.ts";
import { chooseOrder } from "../restaurant/orders/search/choose_order.ts";
import { orderSummary, summaryOf } from "../restaurant/orders/read/order_summary.ts";
import { summaryText } from "../restaurant/orders/read/order_summary_text.ts";
import { namedArgument, textArgument } from "./arguments.ts";
import type { Services } from "./services.ts";

const STATUSES = ["received", "preparing", "ready", "completed", "cancelled"] as const;
const SHOWN_LINES = 10;

const output = z.strictObject({
  status: z.enum(["updated", "unchanged"]),
  order: orderSummary,
  previous_status: z.string(),
  next_statuses: z.array(z.string()).describe("What it can become next; none if final."),
  stock_returned: z.boolean().describe("Whether ingredients and limited portions went back."),
});

/** Moves an order along, or cancels it. */
export const updateOrderStatus = defineTool({
  name: "update_order_status",
  title: "Update order status",
  description:
    "Moves an order to its next status: received, preparing, ready, completed; or to cancelled, " +
    "with a reason, until it is completed. Anything else is refused, naming what is " +
    "possible.\n\n" +
    "Cancelling before preparation gives ingredients and limited portions back; later they " +
    "count as used. A cancelled order counts as a void, not a sale, and cannot be reopened: ask " +
    "before you cancel.",
  effect: "set",
  scope: "orders:write",
  input: z.strictObject({
    order_id: namedArgument("Order id or number, as get_live_orders and search_orders give them."),
    status: z.enum(STATUSES).describe("The new status."),
    reason: textArgument(1, LONGEST_REASON).optional()
      .describe("Why it is cancelled; needed for that, otherwise unused."),
  }),
  output,
  run: async (args, { write, clock }: Pick<Services, "write" | "clock">, { actor }) =>
    await write(async (writer) => {
      const { order, before, stock_returned } = await transitionOrder(
        writer,
        { ...args, order_id: await chooseOrder(writer, args.order_id) },
        { actor, now: clock() },
      );
      const location = (await readLocations(writer)).find(({ id }) => id === order.location_id);
      const { currency = "USD", time_zone = "UTC" } = location ?? {};
      return {
        status: before === order.status ? "unchanged" as const : "updated" as const,
        order: summaryOf(order, { currency, time_zone, lines: SHOWN_LINES }),
        previous_status: before,
        next_statuses: [...nextStatuses(order.status)],
        stock_returned,
      };
    }),
  text: ({ status, order, previous_status, next_statuses, stock_returned }) =>
    [
      status === "unchanged"
        ? `Order ${order.order_number} was ${order.status} already: no change.`
        : `Order ${order.order_number}: ${previous_status} → ${order.status}.` +
          (stock_returned ? " Its ingredients and limited portions went back." : ""),
      summaryText(order),
      next_statuses.length === 0 ? "It is final." : `Next: ${next_statuses.join(" or ")}.`,
    ].join("\n"),
});
