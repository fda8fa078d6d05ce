import { recordEvents } from "../journal/outbox.ts";
import { noteCatalogChanged } from "../../storage/catalog_mark.ts";
import { insertMany } from "../../storage/bulk.ts";
import type { Writer } from "../../storage/database.ts";
import { freshIds } from "../../storage/ids.ts";
import { type ModifierGroup, readModifierGroups } from "./modifier_groups.ts";

/** A choice that an item is to have: its limits, and everything that can be chosen. */
export interface WantedGroup {
  readonly name: string;
  readonly min_selections: number;
  /** Null for any number. */
  readonly max_selections: number | null;
  /** Prices in minor units. */
  readonly modifiers: readonly { readonly name: string; readonly price: number }[];
}

/**
 * Sets a modifier group of an item, in place of the one that has the same name, and records an
 * event. Modifiers keep their ids by name. Nothing is written if nothing differs.
 *
 * @param at UTC instant of the writing.
 * @returns The group as it was; undefined if it is new.
 */
export async function replaceModifierGroup(
  writer: Writer,
  itemId: string,
  wanted: WantedGroup,
  at: string,
): Promise<ModifierGroup | undefined> {
  const groups = (await readModifierGroups(writer, [{ id: itemId }])).get(itemId) ?? [];
  const known = groups.find(({ name }) => name === wanted.name);
  if (known !== undefined && isSame(known, wanted)) return known;
  await noteCatalogChanged(writer);
  const limits = { min_selections: wanted.min_selections, max_selections: wanted.max_selections };
  if (known === undefined) {
    const [id = ""] = await freshIds(writer, "modifier_groups", 1);
    await writer.insertInto("modifier_groups").values({ id, name: wanted.name, ...limits })
      .execute();
    await writer.insertInto("menu_item_modifier_groups")
      .values({ menu_item_id: itemId, group_id: id, position: groups.length }).execute();
    await writeModifiers(writer, id, [], wanted);
  } else {
    await writer.updateTable("modifier_groups").set(limits).where("id", "=", known.id).execute();
    await writeModifiers(writer, known.id, known.modifiers, wanted);
  }
  const subject = { subject_id: itemId, location_id: null, business_date: null };
  await recordEvents(writer, [{ kind: "menu_item_changed", ...subject }], at);
  return known;
}

async function writeModifiers(
  writer: Writer,
  group_id: string,
  known: ModifierGroup["modifiers"],
  { modifiers }: WantedGroup,
): Promise<void> {
  const fresh = await freshIds(writer, "modifiers", modifiers.length);
  await writer.deleteFrom("modifiers").where("group_id", "=", group_id).execute();
  const rows = modifiers.map(({ name, price }, index) => ({
    id: known.find((modifier) => modifier.name === name)?.id ?? fresh[index] ?? "",
    group_id,
    name,
    price,
  }));
  await insertMany(writer, "modifiers", rows);
}

function isSame(known: ModifierGroup, wanted: WantedGroup): boolean {
  const choices = (group: Pick<WantedGroup, "modifiers">) =>
    JSON.stringify(group.modifiers.map(({ name, price }) => `${name}\n${price}`).sort());
  return known.min_selections === wanted.min_selections &&
    known.max_selections === wanted.max_selections && choices(known) === choices(wanted);
}
