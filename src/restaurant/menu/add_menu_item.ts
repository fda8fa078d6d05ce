import { recordEvents } from "../journal/outbox.ts";
import { noteCatalogChanged } from "../../storage/catalog_mark.ts";
import type { Writer } from "../../storage/database.ts";
import { freshIds } from "../../storage/ids.ts";
import type { MenuItem } from "./menu_items.ts";

/** What a new item is made from; `price` in minor units, null if not given. */
export type NewMenuItem = Pick<
  MenuItem,
  "name" | "category" | "description" | "currency" | "price"
>;

/**
 * Puts an item on the menu and tells it. No other item may have its name, category and currency.
 *
 * @param at UTC instant of the writing.
 */
export async function addMenuItem(
  writer: Writer,
  { name, category, description, currency, price }: NewMenuItem,
  at: string,
): Promise<MenuItem> {
  const [id = ""] = await freshIds(writer, "menu_items", 1);
  const texts = { name, category, description };
  const item = { id, ...texts, currency, price, version: 1, created_at: at, updated_at: at };
  await noteCatalogChanged(writer);
  await writer.insertInto("menu_items").values(item).execute();
  const subject = { subject_id: id, location_id: null, business_date: null };
  await recordEvents(writer, [{ kind: "menu_item_changed", ...subject }], at);
  return item;
}
