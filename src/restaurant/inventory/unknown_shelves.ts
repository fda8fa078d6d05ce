import { isMovedByHand, isStandingCount } from "../../storage/conditions.ts";
import type { Reader } from "../../storage/database.ts";
import { shelfOf } from "./last_counts.ts";

/** Whether a shelf is one of those. */
export type IsUnknown = (shelf: Parameters<typeof shelfOf>[0]) => boolean;

/**
 * The shelves of which only the levels to order at are known: nothing was ever counted there or
 * brought, or all of it was undone. Their zero is none.
 */
export async function readUnknownShelves(reader: Reader): Promise<IsUnknown> {
  const empty = await reader.selectFrom("stock").select(["location_id", "ingredient_id"])
    .where("on_hand", "=", 0)
    .where(({ not, exists, selectFrom }) =>
      not(exists(
        selectFrom("stock_movements").select("stock_movements.id")
          .whereRef("stock_movements.location_id", "=", "stock.location_id")
          .whereRef("stock_movements.ingredient_id", "=", "stock.ingredient_id")
          .where(isStandingCount()),
      ))
    ).execute();
  if (empty.length === 0) return () => false;
  // What is undone is moved back by a movement of the same kind.
  const brought = await reader.selectFrom("stock_movements")
    .select(["location_id", "ingredient_id", "kind"])
    .select(({ fn }) => fn.sum<number>("quantity").as("quantity"))
    .where(isMovedByHand())
    .where("kind", "in", ["received", "waste", "transfer"])
    .where("location_id", "in", [...new Set(empty.map(({ location_id }) => location_id))])
    .groupBy(["location_id", "ingredient_id", "kind"]).execute();
  const known = new Set(brought.filter(({ quantity }) => quantity !== 0).map(shelfOf));
  const unknown = new Set(empty.map(shelfOf).filter((shelf) => !known.has(shelf)));
  return (shelf) => unknown.has(shelfOf(shelf));
}
