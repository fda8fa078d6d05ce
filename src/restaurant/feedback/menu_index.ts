import type { Reader } from "../../storage/database.ts";
import { indexMenu, type MenuIndex } from "./model/menu_mentions.ts";

/** The menu as guests may call its items. */
export async function readMenuIndex(reader: Reader): Promise<MenuIndex> {
  const items = await reader.selectFrom("menu_items").select(["id", "name"]).orderBy("id")
    .execute();
  return indexMenu(items);
}
