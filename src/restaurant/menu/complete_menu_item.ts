import type { Reader } from "../../storage/database.ts";
import { readMenuItems } from "./menu_items.ts";

/** The ids of items whose id starts with the text, or whose name contains it. */
export async function completeMenuItem(reader: Reader, written: string): Promise<string[]> {
  const wanted = written.trim().toLowerCase();
  const items = await readMenuItems(reader);
  return items
    .filter(({ id, name }) =>
      id.toLowerCase().startsWith(wanted) || name.toLowerCase().includes(wanted)
    )
    .map(({ id }) => id);
}
