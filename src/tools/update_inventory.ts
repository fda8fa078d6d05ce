import { z } from "zod";
import { once } from "../idempotency/once.ts";
import { changeStock } from "../inventory/change_stock.ts";
import { existingIngredient } from "../inventory/ingredients.ts";
import type { Shelf } from "../inventory/shelves.ts";
import { MOVEMENTS } from "../inventory/stock_request.ts";
import { chooseLocation } from "../locations/location.ts";
import { defineTool } from "../mcp/tool.ts";
import type { Database } from "../storage/database.ts";
import { type Clock, nowText } from "../values/clock.ts";
import { fromMilli } from "../values/money.ts";
import { idArgument, locationArgument, textArgument } from "./arguments.ts";

/** Ten tonnes in grams; more is a slip of the finger. */
const MOST = 10_000_000;

const input = z.strictObject({
  item_id: idArgument("The ingredient's id, as get_inventory gives it."),
  quantity: z.number().min(-MOST).max(MOST).describe(
    "In the ingredient's unit, at most three decimals. Above 0 for received, waste and transfer.",
  ),
  movement: z.enum(MOVEMENTS).default("count").describe(
    "count: what is there now, so that quantity becomes new_quantity. received: came in. waste: " +
      "thrown away. transfer: from location to to_location. adjustment: added, or taken where " +
      "negative; needs a reason.",
  ),
  location: locationArgument.optional()
    .describe("Location id or name. Needed where there are several."),
  to_location: locationArgument.optional()
    .describe("Where a transfer goes; only for transfer."),
  reason: textArgument(0, 200).optional().describe("Why; needed for adjustment."),
  idempotency_key: z.string().min(1).max(100).optional().describe(
    "A key of your own for this movement: with it, repeating the call counts once.",
  ),
});

const output = z.strictObject({
  status: z.enum(["updated"]),
  item_id: z.string(),
  name: z.string(),
  movement: z.enum(MOVEMENTS),
  location: z.string(),
  previous_quantity: z.number(),
  new_quantity: z.number(),
  unit: z.string(),
  to: z.strictObject({
    location: z.string(),
    previous_quantity: z.number(),
    new_quantity: z.number(),
  }).optional().describe("The other side of a transfer."),
  notes: z.array(z.string()),
  change_id: z.string().describe("For undo_change."),
});

/** Counts stock, or moves it. */
export const updateInventory = defineTool({
  name: "update_inventory",
  title: "Update inventory",
  description:
    "Writes down a count of one ingredient, or a movement: received, waste, transfer between " +
    "locations, adjustment. Gives the quantity before and after, and a change_id with which " +
    "undo_change puts it back.\n\n" +
    "Use it when somebody counted, a delivery came, or something was thrown away; find ids and " +
    "units with get_inventory. Convert to that unit first. Sales take their ingredients by " +
    "themselves: do not write them down here. To stop the sale of a dish use " +
    "set_item_availability.\n\n" +
    "Nothing is clamped: a quantity below zero stays, with a note, and asks for a count. Repeat a " +
    "call that got no answer with the same idempotency_key, and it counts once.",
  effect: "change",
  input,
  output,
  run: async (
    { idempotency_key, ...args },
    { write, clock }: { write: Database["write"]; clock: Clock },
    { actor },
  ) => {
    const at = nowText(clock);
    const request = { scope: `update_inventory:${actor}`, key: idempotency_key, data: args };
    return await write((writer) =>
      once(writer, request, at, async () => {
        const { item_id, movement, quantity, reason } = args;
        const { name, unit } = await existingIngredient(writer, item_id);
        const { id: location_id } = await chooseLocation(writer, args.location);
        const to_location_id = args.to_location === undefined
          ? undefined
          : (await chooseLocation(writer, args.to_location)).id;
        const places = { location_id, to_location_id };
        const wanted = { ingredient_id: item_id, movement, quantity, reason, actor, ...places };
        const { before, after, change_id } = await changeStock(writer, wanted, at);
        const [here = nowhere, there] = after.map((shelf, index) => sideOf(shelf, before[index]));
        return {
          status: "updated" as const,
          item_id,
          name,
          movement,
          ...here,
          unit,
          ...(there !== undefined && { to: there }),
          notes: after.filter(({ on_hand }) => on_hand < 0).map(belowZero),
          change_id,
        };
      })
    );
  },
  text: ({ item_id, name, movement, unit, to, notes, change_id, ...here }) => {
    const sides = [here, ...(to === undefined ? [] : [to])].map((side) =>
      `${side.location} ${side.previous_quantity} → ${side.new_quantity} ${unit}`
    );
    return [`${name} (${item_id}), ${movement}: ${sides.join("; ")}.`, ...notes].join(" ") +
      ` Change ${change_id}.`;
  },
});

const nowhere = { location: "", previous_quantity: 0, new_quantity: 0 };

function sideOf({ location_id, on_hand }: Shelf, before: Shelf | undefined): typeof nowhere {
  return {
    location: location_id,
    previous_quantity: fromMilli(before?.on_hand ?? 0),
    new_quantity: fromMilli(on_hand),
  };
}

function belowZero({ location_id }: Shelf): string {
  return `Below zero at ${location_id}: more left than was ever written down; count it.`;
}
