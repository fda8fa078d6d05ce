import { recordEvents } from "../journal/outbox.ts";
import { noteCatalogChanged } from "../../storage/catalog_mark.ts";
import type { Writer } from "../../storage/database.ts";
import { freshIds } from "../../storage/ids.ts";
import type { WholeMenuItem } from "./menu_items.ts";
import { writeVariations } from "./variations.ts";

/** The input of a new item; prices in minor units, null if not given. */
export type NewMenuItem = Pick<
  WholeMenuItem,
  "name" | "category" | "description" | "currency" | "price" | "variations"
>;

/**
 * Adds an item to the menu and records an event. Its name, category and currency together must be
 * new.
 *
 * @param at UTC instant of the writing.
 */
export async function addMenuItem(
  writer: Writer,
  { name, category, description, currency, price, variations }: NewMenuItem,
  at: string,
): Promise<WholeMenuItem> {
  const [id = ""] = await freshIds(writer, "menu_items", 1);
  const texts = { name, category, description };
  const item = { id, ...texts, currency, price, version: 1, created_at: at, updated_at: at };
  await noteCatalogChanged(writer);
  await writer.insertInto("menu_items").values(item).execute();
  if (variations.length > 0) await writeVariations(writer, id, variations);
  const subject = { subject_id: id, location_id: null, business_date: null };
  await recordEvents(writer, [{ kind: "menu_item_changed", ...subject }], at);
  return { ...item, variations };
}
