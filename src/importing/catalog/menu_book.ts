import {
  readMenuItems,
  UNCATEGORIZED,
  type WholeMenuItem,
} from "../../restaurant/menu/menu_items.ts";
import { readAllVariations } from "../../restaurant/menu/variations.ts";
import type { Reader } from "../../storage/database.ts";
import { once } from "../../values/once.ts";
import type { ImportRecord } from "../kind/kind.ts";
import { namesInSeveral } from "./given_category.ts";
import { nameKey } from "./names.ts";
import { Undecided } from "../kind/undecided.ts";

/** How a row names an item; the category is empty if it names none. */
export interface ItemWanted {
  readonly name: string;
  readonly category: string;
}

/** The known menu items, to find the one that a row means. */
export interface MenuBook {
  /**
   * The item that a row means; undefined if there is none yet.
   *
   * @throws {Undecided} if it may be one of several.
   */
  find(wanted: ItemWanted): WholeMenuItem | undefined;
  /** Takes in an item that is new, or that changed. */
  put(item: WholeMenuItem): void;
}

/**
 * The items of one currency, or of all if it is null.
 *
 * @param file Its rows, and the column that names an item.
 */
export async function openMenuBook(
  reader: Reader,
  currency: string | null,
  { records, field }: { readonly records: readonly ImportRecord[]; readonly field: string },
): Promise<MenuBook> {
  const inSeveral = once(() => namesInSeveral(records, field));
  const items = new Map<string, WholeMenuItem>();
  const byName = new Map<string, Set<string>>();
  const put = (item: WholeMenuItem) => {
    items.set(item.id, item);
    const key = nameKey(item.name);
    byName.set(key, (byName.get(key) ?? new Set()).add(item.id));
  };
  const variations = await readAllVariations(reader);
  for (const item of await readMenuItems(reader)) {
    if (currency !== null && item.currency !== currency) continue;
    put({ ...item, variations: variations.get(item.id) ?? [] });
  }
  return {
    put,
    find(wanted) {
      const ids = [...byName.get(nameKey(wanted.name)) ?? []];
      const named = ids.map((id) => items.get(id)).filter((item) => item !== undefined);
      return wanted.category === ""
        ? onlyOne(named, wanted, field)
        : inCategory(named, wanted, field, inSeveral);
    },
  };
}

/** Among items with the same name, the one meant without a category. */
function onlyOne(
  named: readonly WholeMenuItem[],
  { name }: ItemWanted,
  field: string,
): WholeMenuItem | undefined {
  if (named.length > 1) throw new Undecided(field, name, named);
  return named[0];
}

/**
 * Among items with the same name, the one in a category. One that was only sold without a category
 * is the same: adding another beside it would count its sales and its recipe separately. If the
 * name is in another category, too, it may be the same or not.
 *
 * @param inSeveral Names that the file has in several categories.
 */
function inCategory(
  named: readonly WholeMenuItem[],
  { name, category }: ItemWanted,
  field: string,
  inSeveral: () => ReadonlySet<string>,
): WholeMenuItem | undefined {
  const exact = named.find((item) => item.name === name && item.category === category);
  if (exact !== undefined) return exact;
  const there = named.filter((item) => nameKey(item.category) === nameKey(category));
  if (there.length > 0) return onlyOne(there, { name, category }, field);
  const uncategorized = named.filter((item) => item.category === UNCATEGORIZED);
  if (uncategorized.length === 0) return undefined;
  if (uncategorized.length < named.length || inSeveral().has(nameKey(name))) {
    throw new Undecided(field, name, named);
  }
  return onlyOne(uncategorized, { name, category }, field);
}
