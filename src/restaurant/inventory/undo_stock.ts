import { readState, statesOf, type StoredChange } from "../journal/changes.ts";
import { changedSince, type Undoing, type Undone } from "../journal/undo.ts";
import type { Writer } from "../../storage/database.ts";
import { existingIngredient, type Ingredient, quantityText } from "./ingredients.ts";
import { heldShelves, type Shelf } from "./shelves.ts";
import { isBaseChanged, markCount, readReversedCount, readUndoneCounts } from "./undone_counts.ts";
import { STOCK_CHANGE } from "./stock_record.ts";
import { writeStockChange } from "./write_stock_change.ts";

/** The locations that a change of stock concerns. */
export function placesOfStock({ after }: StoredChange): string[] {
  return readState(STOCK_CHANGE, after).shelves.map(({ location_id }) => location_id);
}

/**
 * Undoes a stock change with the opposite movements; later sales and movements stay. Waste is
 * undone by negative waste, so that the totals of each kind are right. Only a count is undone by an
 * adjustment, because nothing was counted again; the count itself is marked, so that it is taken for
 * none.
 *
 * @throws {RestaurantError} CONFLICT if a later count made the change meaningless, or if what came
 * before a count that is to be made again was undone since.
 */
export async function undoStock(
  writer: Writer,
  change: StoredChange,
  { actor, at }: Undoing,
): Promise<Undone> {
  const states = statesOf(STOCK_CHANGE, change);
  const before = states.before.shelves;
  const { shelves: after, movement } = states.after;
  const ingredient = await existingIngredient(writer, change.subject_id);
  await assertNotCountedSince(writer, change, ingredient);
  const reversed = await readReversedCount(writer, change);
  if (reversed?.isMadeAgain && await isBaseChanged(writer, reversed.count, change)) {
    throw changedSince(
      change,
      `What moved ${ingredient.name} before it was counted was undone since the count was.`,
    );
  }
  const kind = movement === "count" ? "adjustment" : movement;
  const undone = await writeStockChange(writer, {
    ingredient_id: ingredient.id,
    kind,
    moves: after.map(({ location_id, on_hand }, index) => ({
      location_id,
      quantity: (before[index]?.on_hand ?? 0) - on_hand,
    })),
    reason: `Undo of change ${change.id}`,
    actor,
  }, at);
  if (reversed !== undefined) {
    await markCount(writer, reversed.count, reversed.isMadeAgain ? null : at);
  }
  await removeNewShelves(writer, ingredient.id, before);
  return {
    change_id: undone.change_id,
    put_back: undone.after.map(({ location_id, on_hand }, index) => ({
      what: `${ingredient.name} on hand`,
      location_id,
      from: quantityText(undone.before[index]?.on_hand ?? 0, ingredient),
      to: quantityText(on_hand, ingredient),
    })),
  };
}

/** A later count made a change meaningless, unless that count was undone. */
async function assertNotCountedSince(
  writer: Writer,
  change: StoredChange,
  ingredient: Ingredient,
): Promise<void> {
  const { shelves: after } = statesOf(STOCK_CHANGE, change).after;
  const places = after.map(({ location_id }) => location_id);
  const now = await heldShelves(writer, ingredient.id, places);
  const undoneCounts = await readUndoneCounts(writer, ingredient.id, change.changed_at);
  const counted = now.find(({ location_id, counts }, index) => {
    const then = after[index]?.counts ?? 0;
    const undone = undoneCounts.filter((shelf) =>
      shelf.location_id === location_id && shelf.counts > then
    );
    return counts - undone.length > then;
  });
  if (counted === undefined) return;
  const onHand = quantityText(counted.on_hand, ingredient);
  throw changedSince(
    change,
    `${ingredient.name} was counted at ${counted.location_id} since; ${onHand} are on hand now.`,
  );
}

/**
 * What is on hand is not known again where nothing was before, instead of being zero; unless
 * something moved since, or there are levels to order at.
 */
async function removeNewShelves(
  writer: Writer,
  ingredient_id: string,
  before: readonly Shelf[],
): Promise<void> {
  const places = before.filter(({ is_new }) => is_new).map(({ location_id }) => location_id);
  if (places.length === 0) return;
  await writer.deleteFrom("stock")
    .where("ingredient_id", "=", ingredient_id).where("location_id", "in", places)
    .where("on_hand", "=", 0).where("par_level", "=", 0).where("reorder_point", "=", 0).execute();
}
