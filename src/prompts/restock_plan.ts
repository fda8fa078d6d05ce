import { z } from "zod";
import { definePrompt } from "../mcp/prompt.ts";
import { anyLocation, callOf, location, type PromptServices, subjectOf } from "./arguments.ts";

/** What to order, from whom, before when. */
export const restockPlan = definePrompt({
  name: "restock_plan",
  title: "Restock plan",
  description: "What to order from each supplier before something runs out.",
  scopes: ["inventory:read"],
  args: z.strictObject({ location }),
  complete: { location: anyLocation },
  async text(args, services: PromptServices) {
    const { place, where } = await subjectOf(services, args.location, "today");
    return `\
Plan the orders to our suppliers, ${place}.

1. ${
      callOf("get_inventory", { ...where, filter: "below_par" })
    }: what is below par or runs out, and \
suppliers, with what to order from each; follow next_cursor while there is one.
2. ${callOf("get_inventory", { ...where, filter: "out" })}: what is gone already.
3. ${callOf("forecast_demand", { horizon_days: 7, ...where })}: name what it says runs out.

Group by supplier: ingredient, on hand and when it was counted, usage per day, days on hand, on order, \
suggested packs, cost. Put first what runs out before its next delivery, and say when. Name anything \
whose count looks wrong (below zero, weeks old, no usage) and ask for a recount instead of ordering it.

This is a plan: order nothing and change no stock. When I say so, draft_purchase_orders writes the \
orders down. Give one table for each supplier with its total.`;
  },
});
