import type { Writer } from "../../storage/database.ts";
import { RestaurantError } from "../../values/errors.ts";
import type { Milli } from "../../values/money.ts";
import { existingIngredient } from "./ingredients.ts";
import { assertPlausible } from "./plausible_quantity.ts";
import { heldShelves } from "./shelves.ts";
import { movesOf, reasonOf, type StockRequest } from "./stock_request.ts";
import { type StockChange, writeStockChange } from "./write_stock_change.ts";

/**
 * Counts or moves stock, as one change that can be undone. What is on hand may fall below zero:
 * more was used than was ever recorded, and hiding that would hide the mistake.
 *
 * @param at UTC instant of the change.
 * @throws {RestaurantError} INVALID_INPUT for an invalid request, or a doubtful one without
 * confirmation; CONFLICT if the stock moved during a count.
 */
export async function changeStock(
  writer: Writer,
  request: StockRequest,
  at: string,
): Promise<StockChange> {
  const { ingredient_id, location_id, to_location_id, movement, actor } = request;
  const places = [location_id, ...(to_location_id === undefined ? [] : [to_location_id])];
  const [held] = await heldShelves(writer, ingredient_id, places);
  const onHand = held?.on_hand ?? 0;
  const moves = movesOf(request, onHand);
  if (request.confirm === false) await assertMeant(writer, request, onHand);
  const change = await writeStockChange(writer, {
    ingredient_id,
    kind: movement,
    moves,
    reason: reasonOf(request),
    actor,
  }, at);
  if (change.before[0]?.on_hand !== onHand && movement === "count") throw movedDuringCount();
  return change;
}

async function assertMeant(
  writer: Writer,
  { ingredient_id, location_id, movement, quantity, written = quantity }: StockRequest,
  onHand: Milli,
): Promise<void> {
  const ingredient = await existingIngredient(writer, ingredient_id);
  const shelf = await writer.selectFrom("stock").select("par_level")
    .where("ingredient_id", "=", ingredient_id).where("location_id", "=", location_id)
    .executeTakeFirst();
  assertPlausible(ingredient, {
    movement,
    quantity: Math.round(quantity * 1000),
    written,
    onHand,
    par: shelf?.par_level ?? 0,
  });
}

function movedDuringCount(): RestaurantError {
  return new RestaurantError(
    "CONFLICT",
    "The stock changed during the count, so nothing was written.",
    { hint: "Repeat the call." },
  );
}
