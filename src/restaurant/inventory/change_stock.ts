import type { Writer } from "../../storage/database.ts";
import { RestaurantError } from "../../values/errors.ts";
import { heldShelves } from "./shelves.ts";
import { movesOf, reasonOf, type StockRequest } from "./stock_request.ts";
import { type StockChange, writeStockChange } from "./write_stock_change.ts";

/**
 * Counts or moves stock, as one change that can be put back. What is on hand may fall below zero:
 * more was used than was ever written down, and hiding that would hide the mistake.
 *
 * @param at UTC instant of the change.
 * @throws {RestaurantError} INVALID_INPUT for a faulty request; CONFLICT where somebody moved the
 * stock in the moment of a count.
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
  const change = await writeStockChange(writer, {
    ingredient_id,
    kind: movement,
    moves: movesOf(request, onHand),
    reason: reasonOf(request),
    actor,
  }, at);
  if (change.before[0]?.on_hand !== onHand && movement === "count") throw movedMeanwhile();
  return change;
}

function movedMeanwhile(): RestaurantError {
  return new RestaurantError(
    "CONFLICT",
    "The stock moved in the moment of the count, so nothing was written.",
    { hint: "Repeat the call." },
  );
}
