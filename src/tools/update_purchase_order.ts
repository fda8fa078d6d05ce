import { z } from "zod";
import { once } from "../restaurant/journal/once.ts";
import { purchaseAnswer } from "../restaurant/purchasing/purchase_answer.ts";
import { shortOrders } from "../restaurant/purchasing/short_orders.ts";
import { purchaseText } from "../restaurant/purchasing/purchase_text.ts";
import { PURCHASE_ACTIONS } from "../restaurant/purchasing/purchase_update.ts";
import { readPurchaseOrders } from "../restaurant/purchasing/read_purchase_orders.ts";
import { updateOrder } from "../restaurant/purchasing/update_order.ts";
import { defineTool } from "../mcp/tool.ts";
import type { Database } from "../storage/database.ts";
import { type Clock, nowText } from "../values/clock.ts";
import { idArgument, idempotencyKey } from "./arguments.ts";

const MOST_LINES = 100;
const MOST_PACKS = 10_000;

const line = z.strictObject({
  item_id: idArgument("The ingredient's id."),
  packs: z.int().min(0).max(MOST_PACKS)
    .describe("Packs wanted (change; 0 takes the line out) or packs that came (receive)."),
  pack_cost: z.number().min(0).max(1_000_000).optional().describe(
    "What a pack costs, only if it differs; on receive the ingredient costs that from then on.",
  ),
});

const input = z.strictObject({
  purchase_order_id: idArgument("As draft_purchase_orders gives it."),
  action: z.enum(PURCHASE_ACTIONS).describe(
    "change: other packs in a draft. place: it is on order. receive: what came, into stock. drop: " +
      "not wanted, or the rest will not come.",
  ),
  lines: z.array(line).min(1).max(MOST_LINES).optional().describe(
    "For change and receive. Receive without lines: all that is outstanding came.",
  ),
  idempotency_key: idempotencyKey.optional(),
});

/** A draft changed or placed, an order received or dropped. */
export const updatePurchaseOrder = defineTool({
  name: "update_purchase_order",
  title: "Update purchase order",
  description:
    "Changes a drafted purchase order, places it, receives what came (in part, at other prices), or " +
    "drops it. Placed orders count as on order in get_inventory and in new drafts; receiving adds " +
    "to stock and, with pack_cost, changes what recipes cost.\n\n" +
    "Use it after draft_purchase_orders, and when a delivery comes; a delivery without an order is " +
    "update_inventory. Nothing is sent to a supplier.",
  effect: "change",
  scope: "inventory:write",
  input,
  output: purchaseAnswer,
  run: async (
    { idempotency_key, ...args },
    { write, clock }: { write: Database["write"]; clock: Clock },
    { actor, locations },
  ) => {
    const at = nowText(clock);
    const request = {
      scope: `update_purchase_order:${actor}`,
      key: idempotency_key,
      data: args,
      answer: purchaseAnswer,
      about: () => ({ table: "purchase_orders", id: args.purchase_order_id }) as const,
    };
    return await write((writer) =>
      once(writer, request, at, async () => {
        const update = { ...args, actor, mayChangePrices: locations === null };
        const notes = await updateOrder(writer, update, at);
        const purchase_orders = await readPurchaseOrders(writer, [args.purchase_order_id]);
        return shortOrders({ purchase_orders, notes });
      })
    );
  },
  text: purchaseText,
});
