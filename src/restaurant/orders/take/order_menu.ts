import { type ModifierGroup, readModifierGroups } from "../../menu/modifier_groups.ts";
import { type MenuItem, readMenuItems } from "../../menu/menu_items.ts";
import { IDS_AT_ONCE } from "../../../storage/bulk.ts";
import type { Reader } from "../../../storage/database.ts";
import type { OrderRequest } from "./order_request.ts";
import { similarNames } from "./similar_names.ts";

/** The part of the menu that an order is about. */
export interface OrderMenu {
  /** The ordered items that there are, by id. */
  readonly items: ReadonlyMap<string, MenuItem>;
  /** Their modifier groups, by item id. */
  readonly groups: ReadonlyMap<string, readonly ModifierGroup[]>;
  /** Items whose name is like the id of one that does not exist. */
  similar(id: string): readonly MenuItem[];
}

/** Reads what an order names of the menu; the whole menu only where something is not on it. */
export async function readOrderMenu(
  reader: Reader,
  { items: wanted }: Pick<OrderRequest, "items">,
): Promise<OrderMenu> {
  const ids = [...new Set(wanted.map(({ menu_item_id }) => menu_item_id))].slice(0, IDS_AT_ONCE);
  const found = ids.length === 0
    ? []
    : await reader.selectFrom("menu_items").selectAll().where("id", "in", ids).execute();
  const all = found.length === ids.length ? [] : await readMenuItems(reader);
  return {
    items: new Map(found.map((item) => [item.id, item])),
    groups: found.length === 0 ? new Map() : await readModifierGroups(reader, found),
    similar: (id) => similarNames(id, all),
  };
}
