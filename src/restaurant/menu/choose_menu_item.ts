import type { Reader } from "../../storage/database.ts";
import { chooseNamed } from "../../values/choose_named.ts";
import { type MenuItem, readMenuItem, readMenuItems } from "./menu_items.ts";

/**
 * The menu item that is meant, by id or name.
 *
 * @param field The argument that names it.
 * @throws {RestaurantError} NOT_FOUND with similar names; INVALID_INPUT where several have the name.
 */
export async function chooseMenuItem(
  reader: Reader,
  wanted: string,
  field = "item_id",
): Promise<MenuItem> {
  return await readMenuItem(reader, wanted) ??
    chooseNamed(wanted, await readMenuItems(reader), {
      what: "menu item",
      field,
      hint: "get_menu lists items with their ids; ingredients are in get_inventory.",
    });
}
