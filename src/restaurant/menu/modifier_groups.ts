import type { Reader } from "../../storage/database.ts";
import type { Row } from "../../storage/schema/schema.ts";
import type { MenuItem } from "./menu_items.ts";

/** A choice that guests have with an item. */
export interface ModifierGroup extends Row<"modifier_groups"> {
  readonly modifiers: readonly Pick<Row<"modifiers">, "id" | "name" | "price">[];
}

/** The modifier groups of some items, by item id, in the order in which they are asked. */
export async function readModifierGroups(
  reader: Reader,
  items: readonly Pick<MenuItem, "id">[],
): Promise<ReadonlyMap<string, readonly ModifierGroup[]>> {
  const links = await reader.selectFrom("menu_item_modifier_groups").selectAll()
    .where("menu_item_id", "in", items.map(({ id }) => id))
    .orderBy("menu_item_id").orderBy("position").execute();
  const ids = [...new Set(links.map(({ group_id }) => group_id))];
  if (ids.length === 0) return new Map();
  const groups = await reader.selectFrom("modifier_groups").selectAll()
    .where("id", "in", ids).execute();
  const modifiers = await reader.selectFrom("modifiers").selectAll()
    .where("group_id", "in", ids).orderBy("price").orderBy("name").execute();
  return groupsByItem(links, groups, modifiers);
}

/** Those of every item that has some. */
export async function readAllModifierGroups(
  reader: Reader,
): Promise<ReadonlyMap<string, readonly ModifierGroup[]>> {
  const links = await reader.selectFrom("menu_item_modifier_groups").selectAll()
    .orderBy("menu_item_id").orderBy("position").execute();
  const groups = await reader.selectFrom("modifier_groups").selectAll().execute();
  const modifiers = await reader.selectFrom("modifiers").selectAll()
    .orderBy("price").orderBy("name").execute();
  return groupsByItem(links, groups, modifiers);
}

function groupsByItem(
  links: readonly Row<"menu_item_modifier_groups">[],
  groups: readonly Row<"modifier_groups">[],
  modifiers: readonly Row<"modifiers">[],
): ReadonlyMap<string, readonly ModifierGroup[]> {
  const byGroup = Map.groupBy(modifiers, ({ group_id }) => group_id);
  const whole = new Map(groups.map((group) => [group.id, {
    ...group,
    modifiers: (byGroup.get(group.id) ?? []).map(({ id, name, price }) => ({ id, name, price })),
  }]));
  const byItem = Map.groupBy(links, ({ menu_item_id }) => menu_item_id);
  return new Map([...byItem].map(([id, links]) => [
    id,
    links.map(({ group_id }) => whole.get(group_id)).filter((group) => group !== undefined),
  ]));
}
