import type { Reader } from "../../storage/database.ts";
import { chooseNamed } from "../../values/choose_named.ts";
import { type MenuItem, readMenuItem, readMenuItems } from "./menu_items.ts";

/**
 * The menu item that the argument `item_id` means, by id or name.
 *
 * @throws {RestaurantError} NOT_FOUND with similar names; INVALID_INPUT where several have the name.
 */
export async function chooseMenuItem(reader: Reader, wanted: string): Promise<MenuItem> {
  return await readMenuItem(reader, wanted) ??
    chooseFromMenu(wanted, await readMenuItems(reader), "item_id");
}

/**
 * The same of a menu that is read already.
 *
 * @param field The argument that names it.
 * @throws {RestaurantError} As above.
 */
export function chooseFromMenu(
  wanted: string,
  menu: readonly MenuItem[],
  field: string,
): MenuItem {
  return chooseNamed(wanted, menu, {
    what: "menu item",
    field,
    hint: "get_menu lists items with their ids; ingredients are in get_inventory.",
  });
}
