import type { Writer } from "../../storage/database.ts";
import { recordEvents } from "../journal/outbox.ts";
import type { Ingredient } from "./ingredients.ts";
import type { PackPrice } from "./recipe_cost.ts";

/**
 * Changes the pack cost of an ingredient, keeps the old one in its history, and records an event.
 * The same price again changes nothing.
 *
 * @param at UTC instant of the change.
 * @returns Whether it changed.
 */
export async function changePackPrice(
  writer: Writer,
  ingredient: Ingredient,
  { pack_size, pack_cost }: PackPrice,
  at: string,
): Promise<boolean> {
  if (pack_size === ingredient.pack_size && pack_cost === ingredient.pack_cost) return false;
  await writer.updateTable("ingredients").set({ pack_size, pack_cost })
    .where("id", "=", ingredient.id).execute();
  await notePackPrice(writer, ingredient, { pack_size, pack_cost }, at);
  return true;
}

/** Keeps what a pack cost until now, for one whose new price is written elsewhere. */
export async function notePackPrice(
  writer: Writer,
  ingredient: Ingredient,
  { pack_size, pack_cost }: PackPrice,
  at: string,
): Promise<void> {
  await writer.insertInto("pack_prices").values({
    ingredient_id: ingredient.id,
    changed_at: at,
    pack_size,
    pack_cost,
    previous_size: ingredient.pack_size,
    previous_cost: ingredient.pack_cost,
  }).onConflict((conflict) =>
    conflict.columns(["ingredient_id", "changed_at"]).doUpdateSet({ pack_size, pack_cost })
  ).execute();
  await recordEvents(writer, [{
    kind: "catalog_changed",
    subject_id: ingredient.id,
    location_id: null,
    business_date: null,
  }], at);
}
