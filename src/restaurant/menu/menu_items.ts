import { insertMany } from "../../storage/bulk.ts";
import { noteCatalogChanged } from "../../storage/catalog_mark.ts";
import type { Reader, Writer } from "../../storage/database.ts";
import { freshIds } from "../../storage/ids.ts";
import type { Row } from "../../storage/schema/schema.ts";
import { RestaurantError } from "../../values/errors.ts";
import { remembering } from "../../values/remembering.ts";
import { readVariations, type Variation } from "./variations.ts";

/** A dish or drink on the menu. `price` is in minor units, null until set. */
export type MenuItem = Row<"menu_items">;

/** A menu item with the sizes and kinds that it is sold in; none if it is sold at its own price. */
export interface WholeMenuItem extends MenuItem {
  readonly variations: readonly Variation[];
}

/** What identifies a menu item without an id: name, category and currency. */
export type MenuItemName = Pick<MenuItem, "name" | "category" | "currency">;

/** Category of items that came without one. */
export const UNCATEGORIZED = "Uncategorized";

/** Every menu item, by category and name. */
export async function readMenuItems(reader: Reader): Promise<MenuItem[]> {
  return await reader.selectFrom("menu_items").selectAll()
    .orderBy("category").orderBy("name").orderBy("id").execute();
}

/** One menu item, or undefined. */
export async function readMenuItem(reader: Reader, id: string): Promise<MenuItem | undefined> {
  return await withId(reader, id).executeTakeFirst();
}

function withId(reader: Reader, id: string) {
  return reader.selectFrom("menu_items").selectAll().where("id", "=", id);
}

/**
 * The menu item with this id, with its row locked until the transaction ends.
 *
 * @throws {RestaurantError} NOT_FOUND
 */
export async function heldMenuItem(writer: Writer, id: string): Promise<WholeMenuItem> {
  const item = await withId(writer, id).forNoKeyUpdate().executeTakeFirst() ?? notFound(id);
  return { ...item, variations: await readVariations(writer, id) };
}

function notFound(id: string): never {
  throw new RestaurantError("NOT_FOUND", `There is no menu item '${id}'.`, {
    hint: "restaurant://menu_items lists every item with its id.",
  });
}

/** The key under which `ensureMenuItems` finds an item: capitals, spaces and accents' form do not matter. */
export function menuItemKey({ name, category, currency }: MenuItemName): string {
  return `${folded(name)}\n${folded(category)}\n${currency}`;
}

/** More names than most menus have. */
const MOST_NAMES = 5000;

const folded = remembering(
  MOST_NAMES,
  (text) =>
    text.normalize("NFKC").toLowerCase().replaceAll("ß", "ss").replaceAll(/\s+/gu, " ").trim(),
);

/**
 * The ids of items by `menuItemKey`, adding those that are not on the menu yet. A new item has no
 * price: what it sold for differs by size and day and is no price list.
 *
 * @param known Ids from earlier calls in the same transaction; new ones are added to it.
 * @param at UTC instant of the writing.
 */
export async function ensureMenuItems(
  writer: Writer,
  wanted: readonly MenuItemName[],
  known: Map<string, string>,
  at: string,
): Promise<void> {
  const unknown = wanted.filter((item) => !known.has(menuItemKey(item)));
  const missing = new Map(unknown.toReversed().map((item) => [menuItemKey(item), item]));
  if (missing.size === 0) return;
  const ids = await freshIds(writer, "menu_items", missing.size);
  const rows = [...missing.values()].reverse().map(({ name, category, currency }, index) => ({
    id: ids[index] ?? "",
    name,
    category,
    description: "",
    currency,
    price: null,
    version: 1,
    created_at: at,
    updated_at: at,
  }));
  if (rows.length > 0) await noteCatalogChanged(writer);
  await insertMany(writer, "menu_items", rows);
  for (const row of rows) known.set(menuItemKey(row), row.id);
}

/**
 * The ids of all items by `menuItemKey`. A name without a category means the only item of that name,
 * whatever category it was given since.
 */
export async function menuItemIds(reader: Reader): Promise<Map<string, string>> {
  const rows = await reader.selectFrom("menu_items").select(["id", "name", "category", "currency"])
    .orderBy("created_at").orderBy("id").execute();
  // The first spelling of a name stands for the others.
  const ids = new Map(rows.toReversed().map((row) => [menuItemKey(row), row.id]));
  const bare = (row: MenuItemName) => menuItemKey({ ...row, category: UNCATEGORIZED });
  for (const [key, [row, ...others]] of Map.groupBy(rows, bare)) {
    if (row !== undefined && others.length === 0) ids.set(key, row.id);
  }
  return ids;
}
