import type { Reader } from "../../storage/database.ts";
import { readMenuItems } from "./menu_items.ts";
import { foldText } from "../../values/fold.ts";

/** The ids of items whose id starts with the text, or whose name contains it. */
export async function completeMenuItem(reader: Reader, written: string): Promise<string[]> {
  const wanted = foldText(written.trim());
  const items = await readMenuItems(reader);
  return items
    .filter(({ id, name }) => foldText(id).startsWith(wanted) || foldText(name).includes(wanted))
    .map(({ id }) => id);
}
