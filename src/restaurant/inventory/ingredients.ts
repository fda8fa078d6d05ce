import type { Reader } from "../../storage/database.ts";
import type { Row } from "../../storage/schema/schema.ts";
import { chooseNamed } from "../../values/choose_named.ts";
import { RestaurantError } from "../../values/errors.ts";
import { fromMilli, type Milli } from "../../values/money.ts";
import { quantityNumber } from "../../values/quantity_number.ts";

/** What dishes are made from. */
export type Ingredient = Row<"ingredients">;

/**
 * The ingredient with this id.
 *
 * @throws {RestaurantError} NOT_FOUND
 */
export async function existingIngredient(reader: Reader, id: string): Promise<Ingredient> {
  const found = await reader.selectFrom("ingredients").selectAll().where("id", "=", id)
    .executeTakeFirst();
  if (found !== undefined) return found;
  throw new RestaurantError("NOT_FOUND", `There is no ingredient '${id}'.`, {
    hint: "get_inventory lists the ingredients with their ids; menu items have no stock.",
  });
}

/**
 * The ingredient that is meant, by id or name.
 *
 * @throws {RestaurantError} NOT_FOUND with similar names; INVALID_INPUT where several have the name.
 */
export async function chooseIngredient(reader: Reader, wanted: string): Promise<Ingredient> {
  const ingredients = await reader.selectFrom("ingredients").selectAll().orderBy("name").execute();
  return chooseNamed(wanted, ingredients, {
    what: "ingredient",
    field: "item_id",
    hint: "get_inventory lists ingredients with their ids; menu items have no stock.",
  });
}

/** A quantity as people say it: `1,542 g`, `0.125 ml`, `3 each`. */
export function quantityText(quantity: Milli, { unit }: Pick<Ingredient, "unit">): string {
  return `${quantityNumber(fromMilli(quantity))} ${unit}`;
}
