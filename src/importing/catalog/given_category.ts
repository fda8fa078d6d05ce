import { UNCATEGORIZED, type WholeMenuItem } from "../../restaurant/menu/menu_items.ts";
import { storableText } from "../cells/private_text.ts";
import type { ImportRecord } from "../kind/kind.ts";
import { nameKey } from "./names.ts";

/** The category that an item takes from a row: one that was only sold without a category has none. */
export function givenCategory(
  { category: known }: WholeMenuItem,
  category: string,
): { readonly category?: string } {
  const isGiven = known === UNCATEGORIZED && category !== "" &&
    nameKey(category) !== nameKey(UNCATEGORIZED);
  return isGiven ? { category } : {};
}

/**
 * The names that rows have in several categories, as keys.
 *
 * @param field The column with the name.
 */
export function namesInSeveral(
  records: readonly ImportRecord[],
  field: string,
): ReadonlySet<string> {
  const categories = new Map<string, Set<string>>();
  for (const { cell } of records) {
    const [name, category] = [nameKey(storableText(cell(field))), storableText(cell("category"))];
    if (category === "") continue;
    categories.getOrInsertComputed(name, () => new Set()).add(nameKey(category));
  }
  return new Set([...categories].filter(([, { size }]) => size > 1).map(([name]) => name));
}
