import { z } from "zod";
import { INVENTORY_FILTERS, inventoryAnswer } from "../restaurant/inventory/inventory_answer.ts";
import { inventoryText } from "../restaurant/inventory/inventory_text.ts";
import { readInventory } from "../restaurant/inventory/read_inventory.ts";
import { toInventoryAnswer } from "../restaurant/inventory/to_inventory_answer.ts";
import { chooseLocations } from "../restaurant/locations/location.ts";
import { defineTool } from "../mcp/tool.ts";
import type { Reader } from "../storage/database.ts";
import { type Clock, nowText } from "../values/clock.ts";
import { locationArgument, textArgument } from "./arguments.ts";

const input = z.strictObject({
  location: locationArgument.optional(),
  filter: z.enum(INVENTORY_FILTERS).default("all").describe(
    "out: nothing left. low: also what runs out before the delivery after next or is at its reorder point. " +
      "below_par: also what is below par or to be ordered. all: everything.",
  ),
  text: textArgument(1, 80).optional().describe("Part of the ingredient's name."),
  horizon_days: z.int().min(1).max(90).optional().describe(
    "Days the suggested order should last. Without it: lead time plus delivery interval.",
  ),
  cursor: z.string().min(1).max(200).optional()
    .describe("next_cursor of the previous answer."),
  limit: z.int().min(1).max(100).default(12).describe("Most ingredients on one page."),
});

/** What is on hand, how long it lasts, and what to order. */
export const getInventory = defineTool({
  name: "get_inventory",
  title: "Get inventory",
  description:
    "Stock of ingredients, the most urgent first: on hand, when it was counted, usage per day, days " +
    "on hand, next delivery, reorder point, par, what is on order, suggested order in whole packs; and " +
    "what to order from each supplier.\n\n" +
    "Use it for what runs out, what to order, or how much of something is left. Not for menu items " +
    "that are 86'd: get_menu. Usage is recipes x recent sales, not a forecast.",
  effect: "read",
  scope: "inventory:read",
  isDrawn: true,
  input,
  output: inventoryAnswer,
  run: async (
    { location, filter, text, horizon_days, cursor, limit },
    { reader, clock }: { reader: Reader; clock: Clock },
  ) => {
    const locations = await chooseLocations(reader, location);
    const inventory = await readInventory(reader, locations, { now: clock(), horizon_days });
    const question = { locations, filter, text, horizon_days, cursor, limit };
    return toInventoryAnswer(inventory, question, nowText(clock));
  },
  text: inventoryText,
});
