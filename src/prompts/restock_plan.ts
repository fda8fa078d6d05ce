import { z } from "zod";
import { definePrompt } from "../mcp/prompt.ts";
import { anyLocation, location, place, type PromptServices } from "./arguments.ts";

/** What to order, from whom, before when. */
export const restockPlan = definePrompt({
  name: "restock_plan",
  title: "Restock plan",
  description: "What to order from each supplier before something runs out.",
  scopes: ["inventory:read"],
  args: z.strictObject({ location }),
  complete: { location: anyLocation },
  text: ({ location }, _services: PromptServices) =>
    Promise.resolve(`\
Draft the orders to our suppliers ${place(location)}.

1. \`get_inventory\` with filter below_par, page by page until there is no next_cursor.
2. Group by supplier: ingredient, on hand, usage per day, days on hand, suggested packs, cost.
3. Put first what runs out before its next delivery, and say when.
4. \`forecast_demand\` with horizon_days 7: name what it says runs out although the list does not.
5. Name anything whose count looks wrong (below zero, or no usage for weeks) and ask for a recount \
instead of ordering it.

This is a plan: order nothing and change no stock. Give one table for each supplier with its total, \
and propose \`draft_purchase_orders\`, whose drafts \`update_purchase_order\` places.`),
});
