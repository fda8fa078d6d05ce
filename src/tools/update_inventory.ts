import { z } from "zod";
import { once } from "../restaurant/journal/once.ts";
import { changeStock } from "../restaurant/inventory/change_stock.ts";
import { chooseIngredient } from "../restaurant/inventory/ingredients.ts";
import { stockAnswer, stockText, toStockAnswer } from "../restaurant/inventory/stock_answer.ts";
import { MOVEMENTS } from "../restaurant/inventory/stock_request.ts";
import { convertedQuantity } from "../restaurant/inventory/units.ts";
import { chooseLocation } from "../restaurant/locations/location.ts";
import { defineTool } from "../mcp/tool.ts";
import type { Database } from "../storage/database.ts";
import { type Clock, nowText } from "../values/clock.ts";
import {
  confirmArgument,
  idempotencyKey,
  locationArgument,
  namedArgument,
  textArgument,
} from "./arguments.ts";

/** Ten tonnes in grams; more is a slip of the finger. */
const MOST = 10_000_000;

const input = z.strictObject({
  item_id: namedArgument("Ingredient id or name."),
  quantity: z.number().min(-MOST).max(MOST).describe(
    "At most three decimals. Above 0 for received, waste and transfer.",
  ),
  unit: z.string().min(1).max(20).optional().describe(
    "Unit of quantity: g, kg, oz, lb, ml, l, each or packs. Without it the ingredient's own.",
  ),
  movement: z.enum(MOVEMENTS).default("count").describe(
    "count: quantity is what is there now. transfer: from location to to_location. adjustment: " +
      "added, or removed if negative; needs a reason.",
  ),
  location: locationArgument.optional()
    .describe("Location id or name. Needed if there are several."),
  to_location: locationArgument.optional()
    .describe("Where a transfer goes; only for transfer."),
  reason: textArgument(0, 200).optional().describe("Why; needed for adjustment."),
  confirm: confirmArgument,
  idempotency_key: idempotencyKey.optional(),
});

/** Counts stock, or moves it. */
export const updateInventory = defineTool({
  name: "update_inventory",
  title: "Update inventory",
  description:
    "Records a count of one ingredient, or a movement: received, waste, transfer between " +
    "locations, adjustment. Returns the quantity before and after, and a change_id for " +
    "undo_change.\n\n" +
    "Use it after a count, a delivery or waste. Orders take their ingredients by themselves. To " +
    "stop selling a dish: set_item_availability.\n\n" +
    "A quantity out of all proportion is a question first. Nothing is clamped: a quantity below " +
    "zero stays, with a note. Repeat a call that got no answer with the same idempotency_key.",
  effect: "change",
  scope: "inventory:write",
  input,
  output: stockAnswer,
  run: async (
    { idempotency_key, ...args },
    { write, clock }: { write: Database["write"]; clock: Clock },
    { actor },
  ) => {
    const at = nowText(clock);
    const request = {
      scope: `update_inventory:${actor}`,
      key: idempotency_key,
      data: args,
      answer: stockAnswer,
      about: ({ change_id }: z.output<typeof stockAnswer>) =>
        ({ table: "changes", id: change_id }) as const,
    };
    return await write((writer) =>
      once(writer, request, at, async () => {
        const { item_id, movement, unit, confirm, reason, to_location } = args;
        const ingredient = await chooseIngredient(writer, item_id);
        const location = await chooseLocation(writer, args.location);
        const quantity = unit === undefined
          ? args.quantity
          : convertedQuantity(args.quantity, unit, ingredient);
        const destination = to_location && await chooseLocation(writer, to_location);
        const change = await changeStock(writer, {
          ingredient_id: ingredient.id,
          movement,
          quantity,
          written: args.quantity,
          confirm,
          location_id: location.id,
          ...(destination && { to_location_id: destination.id }),
          reason,
          actor,
        }, at);
        return toStockAnswer(ingredient, movement, change);
      })
    );
  },
  text: stockText,
});
