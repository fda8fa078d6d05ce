import { z } from "zod";
import { once } from "../restaurant/journal/once.ts";
import { defineTool } from "../mcp/tool.ts";
import {
  DAYS_AHEAD,
  LONGEST,
  MOST_GUESTS,
  MOST_LINES,
  MOST_MODIFIERS,
  MOST_OF_ONE,
  ORDER_TYPES,
} from "../restaurant/orders/take/order_request.ts";

import { placeOrder } from "../restaurant/orders/take/place_order.ts";
import { orderCatalog } from "../restaurant/orders/take/order_catalog.ts";
import { orderAnswer, toOrderAnswer } from "../restaurant/orders/take/order_answer.ts";
import { orderText } from "../restaurant/orders/take/order_text.ts";
import { instantText } from "../values/clock.ts";
import { idempotencyKey } from "./arguments.ts";
import type { Services } from "./services.ts";

/*
 * Limits of the order itself are published here and checked by the domain, so that all problems of
 * an order come together as INVALID_ORDER.
 */
const item = z.strictObject({
  menu_item_id: z.string().meta({ maxLength: 80 })
    .describe("Menu item id or exact name, as in get_menu."),
  quantity: z.number().meta({ type: "integer", minimum: 1, maximum: MOST_OF_ONE })
    .describe("How many."),
  variation: z.string().meta({ maxLength: LONGEST.variation }).optional()
    .describe("Size or kind, if it has several."),
  modifiers: z.array(z.string().meta({ maxLength: 80 })).meta({ maxItems: MOST_MODIFIERS })
    .optional()
    .describe("Their ids or names, as in get_menu."),
  notes: z.string().meta({ maxLength: LONGEST.notes }).optional()
    .describe("A wish for the kitchen; it changes no price."),
});

const orderData = z.strictObject({
  location: z.string().meta({ maxLength: 80 }).describe("Location id or name."),
  order_type: z.string().meta({ enum: [...ORDER_TYPES] }).describe("How it reaches the guest."),
  items: z.array(item).meta({ minItems: 1, maxItems: MOST_LINES }).describe("What is ordered."),
  customer_name: z.string().meta({ maxLength: LONGEST.customer_name }).optional(),
  guests: z.number().meta({ type: "integer", minimum: 1, maximum: MOST_GUESTS }).optional()
    .describe("How many guests; counted for dine_in only."),
  table: z.string().meta({ maxLength: LONGEST.table }).optional()
    .describe("Table, for dine_in only."),
  requested_time: z.string().meta({ maxLength: 40 }).optional().describe(
    `When it is wanted, ISO 8601, local if without an offset; at most ${DAYS_AHEAD} days ahead. ` +
      "Without it: as soon as possible.",
  ),
});

const input = z.strictObject({
  order_data: orderData.describe("The order."),
  idempotency_key: idempotencyKey.optional(),
});

/** Takes an order. */
export const processOrder = defineTool({
  name: "process_order",
  title: "Process an order",
  description: "Takes an order: checks hours, items, modifiers and stock, writes it, takes its " +
    "ingredients and limited portions, and says when it will be ready and what it costs.\n\n" +
    "Use it only for a real order; it sends food to the kitchen. An order that cannot be taken " +
    "is refused whole: INVALID_ORDER names every problem at once in `fields`, " +
    "INSUFFICIENT_INVENTORY says in `available_items` what can be had. It takes no payment. " +
    "Move or cancel the order with update_order_status.",
  effect: "add",
  scope: "orders:write",
  input,
  output: orderAnswer,
  run: async (
    { order_data, idempotency_key },
    { write, clock }: Pick<Services, "write" | "clock">,
    { actor, signal },
  ) =>
    await write(async (writer) => {
      // No order is taken for a caller who left while waiting for other orders.
      signal.throwIfAborted();
      const now = clock();
      const request = {
        scope: `process_order:${actor}`,
        key: idempotency_key,
        data: order_data,
        answer: orderAnswer,
        about: ({ order_id }: z.output<typeof orderAnswer>) =>
          ({ table: "orders", id: order_id }) as const,
      };
      // Asked for together with the key.
      const catalog = orderCatalog(writer);
      const [answer] = await Promise.all([
        once(writer, request, instantText(now), async () =>
          toOrderAnswer(await placeOrder(writer, order_data, { actor, now }, catalog))),
        catalog,
      ]);
      return answer;
    }),
  text: orderText,
});
