import { flagOf, meaningOf } from "./cells/row_words.ts";
import { plainName, shownName } from "./kind/columns.ts";
import type { Kind } from "./kind/kind.ts";
import { holdsPercent } from "./misread_columns.ts";
import { type ColumnMapping, mappableFields } from "./options.ts";

/**
 * The `--map` that a file probably needs.
 *
 * @param known Fields whose column is known.
 * @param textsIn Some of the cells of a column.
 */
export function proposedMap(
  kind: Kind,
  header: readonly string[],
  known: ColumnMapping,
  textsIn: (column: string) => readonly string[],
): ColumnMapping {
  const map = new Map(known);
  const taken = new Set([...known.values()].map(plainName));
  const wanted = new Set(mappableFields(kind));
  const guesses = header.map((column) => kind.guess?.(column));
  for (const [at, column] of header.entries()) {
    const field = guesses[at] === "type"
      ? contentOfTypes(textsIn(column), guesses.includes("category"))
      : guesses[at];
    if (field === undefined || !wanted.has(field) || map.has(field)) continue;
    if (taken.has(plainName(column))) continue;
    if (/^(order_)?(discount|tax)$/.test(field) && holdsPercent(column)) continue;
    if (field === "line_total" && map.has("unit_price")) continue;
    map.set(field, shownName(column));
  }
  if (map.has("unit_price") && !known.has("line_total")) map.delete("line_total");
  return map;
}

/** What a column named like types holds: types of sales, or kinds of food. */
function contentOfTypes(cells: readonly string[], hasCategory: boolean): string | undefined {
  const texts = cells.map((text) => text.trim()).filter((text) => text !== "");
  const isKnown = (text: string) => meaningOf(text) !== undefined || flagOf(text) !== undefined;
  if (texts.length === 0 || texts.some(isKnown)) return "type";
  const repeats = new Set(texts).size < texts.length;
  return repeats && !hasCategory ? "category" : undefined;
}
