import { z } from "zod";
import { chooseLocations } from "../restaurant/locations/location.ts";
import { draftOrders } from "../restaurant/purchasing/draft_orders.ts";
import { purchaseAnswer } from "../restaurant/purchasing/purchase_answer.ts";
import { shortOrders } from "../restaurant/purchasing/short_orders.ts";
import { purchaseText } from "../restaurant/purchasing/purchase_text.ts";
import { readPurchaseOrders } from "../restaurant/purchasing/read_purchase_orders.ts";
import { defineTool } from "../mcp/tool.ts";
import type { Database } from "../storage/database.ts";
import { type Clock, nowText } from "../values/clock.ts";
import { locationArgument, textArgument } from "./arguments.ts";
import { counted } from "../values/counted.ts";

/** Orders that are listed with their lines; the ids of all are given. */
const LISTED = 12;

const input = z.strictObject({
  location: locationArgument.optional(),
  supplier: textArgument(1, 80).optional().describe("Only from this supplier. Without it: all."),
});

/** Drafts of orders to suppliers. */
export const draftPurchaseOrders = defineTool({
  name: "draft_purchase_orders",
  title: "Draft purchase orders",
  description:
    "Drafts what to order from each supplier: whole packs, up to par or to what is used until " +
    "the delivery after the next, less what is on hand and on order, with the reason for each " +
    "line.\n\n" +
    "Use it to order stock; show the drafts, then change or place them with " +
    "update_purchase_order. Drafts that are still open are replaced. Nothing is sent to a " +
    "supplier: generate_report writes the document. To only look at what runs low use get_inventory.",
  effect: "add",
  scope: "inventory:write",
  input,
  output: purchaseAnswer,
  run: async (
    { location, supplier },
    { write, clock }: { write: Database["write"]; clock: Clock },
    { actor },
  ) => {
    const at = nowText(clock);
    return await write(async (writer) => {
      const locations = await chooseLocations(writer, location);
      const { ids, uncounted, suppliers } = await draftOrders(
        writer,
        { locations, supplier, actor },
        at,
      );
      const more = ids.length - LISTED;
      return shortOrders({
        purchase_orders: await readPurchaseOrders(writer, ids.slice(0, LISTED)),
        notes: [
          ...(ids.length === 0
            ? [`Nothing is to be ordered. Suppliers: ${suppliers.join(", ") || "none yet"}.`]
            : []),
          ...(more > 0 ? [`${more} more drafts: ${ids.slice(LISTED).join(", ")}.`] : []),
          ...(uncounted > 0
            ? [`Never counted, so not ordered: ${counted(uncounted, "ingredient")}.`]
            : []),
        ],
      });
    });
  },
  text: purchaseText,
});
