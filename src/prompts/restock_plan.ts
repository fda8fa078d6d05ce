import { z } from "zod";
import { definePrompt } from "../mcp/prompt.ts";
import {
  anyLocation,
  callOf,
  forecastCalls,
  location,
  type PromptServices,
  subjectOf,
} from "./arguments.ts";

/** What to order, from which supplier, by when. */
export const restockPlan = definePrompt({
  name: "restock_plan",
  title: "Restock plan",
  description: "What to order from each supplier before something runs out.",
  scopes: ["inventory:read", "sales:read"],
  args: z.strictObject({ location }),
  complete: { location: anyLocation },
  async text(args, services: PromptServices) {
    const subject = await subjectOf(services, args.location, "today");
    const { place, where } = subject;
    return `\
Plan the orders to our suppliers, ${place}.

1. ${
      callOf("get_inventory", { ...where, filter: "below_par" })
    }: what is below par or runs out, and \
what to order from each supplier; follow next_cursor while there is one.
2. ${forecastCalls(subject, 7)}: what it says runs out although the list does not.

Group by supplier: ingredient, on hand and when it was counted, usage per day, days on hand, on order, \
suggested packs, cost. Put first what runs out before its next delivery, and say when. Name anything \
whose count looks wrong (below zero, weeks old, no usage) and ask for a recount instead of ordering it.

This is a plan: order nothing and change no stock. Give one table for each supplier with its total, \
and propose \`draft_purchase_orders\`, whose drafts \`update_purchase_order\` places.`;
  },
});
