import { recordEvents } from "../journal/outbox.ts";
import { noteCatalogChanged } from "../../storage/catalog_mark.ts";
import type { Writer } from "../../storage/database.ts";
import { freshIds } from "../../storage/ids.ts";
import type { MenuItem } from "./menu_items.ts";

/** The input of a new item; `price` in minor units, null if not given. */
export type NewMenuItem = Pick<
  MenuItem,
  "name" | "category" | "description" | "currency" | "price"
>;

/**
 * Adds an item to the menu and records an event. Its name, category and currency together must be
 * new.
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
