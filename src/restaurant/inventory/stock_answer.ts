import { z } from "zod";
import { fromMilli } from "../../values/money.ts";
import type { Ingredient } from "./ingredients.ts";
import type { Shelf } from "./shelves.ts";
import { MOVEMENTS, type StockMovement } from "./stock_request.ts";
import type { StockChange } from "./write_stock_change.ts";

/** One location before and after, in the ingredient's unit. */
const side = z.strictObject({
  location: z.string(),
  previous_quantity: z.number(),
  new_quantity: z.number(),
});

/** The form of an answer about a change of stock. */
export const stockAnswer = z.strictObject({
  status: z.enum(["updated"]),
  item_id: z.string(),
  name: z.string(),
  movement: z.enum(MOVEMENTS),
  ...side.shape,
  unit: z.string(),
  to: side.optional().describe("The other side of a transfer."),
  notes: z.array(z.string()),
  change_id: z.string().describe("For undo_change."),
});

/** An answer about a change of stock. */
export type StockAnswer = z.output<typeof stockAnswer>;

/** The result of a stock change, as an answer in the ingredient's unit. */
export function toStockAnswer(
  { id, name, unit }: Ingredient,
  movement: StockMovement,
  { change_id, before, after }: StockChange,
): StockAnswer {
  const [here, there] = after.map((shelf, index) => sideOf(shelf, before[index]));
  if (here === undefined) throw new TypeError("A change of stock moves at least one shelf");
  return {
    status: "updated",
    item_id: id,
    name,
    movement,
    ...here,
    unit,
    ...(there !== undefined && { to: there }),
    notes: after.filter(({ on_hand }) => on_hand < 0).map(belowZero),
    change_id,
  };
}

/** What was done, in a word. */
const DONE: Readonly<Record<StockMovement, string>> = {
  count: "counted",
  received: "received",
  waste: "thrown away",
  transfer: "transferred",
  adjustment: "adjusted",
};

/** The same in words. */
export function stockText(
  { item_id, name, movement, unit, to, notes, change_id, ...here }: StockAnswer,
): string {
  const sides = [here, ...(to === undefined ? [] : [to])].map((side) =>
    `${side.location} from ${side.previous_quantity} to ${side.new_quantity} ${unit}`
  );
  const told = `${name} (${item_id}) ${DONE[movement]}: ${sides.join("; ")}.`;
  return [told, ...notes, `Change ${change_id}.`].join(" ");
}

function sideOf({ location_id, on_hand }: Shelf, before: Shelf | undefined): z.output<typeof side> {
  return {
    location: location_id,
    previous_quantity: fromMilli(before?.on_hand ?? 0),
    new_quantity: fromMilli(on_hand),
  };
}

function belowZero({ location_id }: Shelf): string {
  return `Below zero at ${location_id}: more left than was ever written down; count it.`;
}
