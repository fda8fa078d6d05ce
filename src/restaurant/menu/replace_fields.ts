import { recordChange } from "../journal/changes.ts";
import { recordEvents } from "../journal/outbox.ts";
import { noteCatalogChanged } from "../../storage/catalog_mark.ts";
import type { Reader, Writer } from "../../storage/database.ts";
import { RestaurantError } from "../../values/errors.ts";
import { differing, fieldNames, type ItemFields, MENU_ITEM_CHANGE } from "./item_fields.ts";
import type { MenuItem, WholeMenuItem } from "./menu_items.ts";
import { writeVariations } from "./variations.ts";

/** Fields that an item is to have, and who says so. */
export interface FieldReplacement {
  /** The item as the same transaction read it. */
  readonly item: WholeMenuItem;
  readonly fields: ItemFields;
  readonly actor: string;
}

/** The result of changing an item. */
export interface ItemChange {
  /** The item as it is now. */
  readonly item: WholeMenuItem;
  /** The fields that differ, as they were and as they are. */
  readonly before: ItemFields;
  readonly after: ItemFields;
  /** Undefined if nothing differs: then nothing was recorded. */
  readonly change_id: string | undefined;
}

/**
 * Replaces fields of an item, and records the change and an event.
 *
 * @param at UTC instant of the change.
 * @throws {RestaurantError} CONFLICT if another item has the name in that category, or if the item
 * is no longer the version that was read.
 */
export async function replaceFields(
  writer: Writer,
  { item, fields, actor }: FieldReplacement,
  at: string,
): Promise<ItemChange> {
  const after = differing(fields, item);
  const before = differing(item, after);
  const names = fieldNames(after);
  if (names.length === 0) return { item, before, after, change_id: undefined };
  const changed = { ...item, ...after, version: item.version + 1, updated_at: at };
  await assertOwnName(writer, changed);
  await writeVersion(writer, changed, after);
  const subject = { subject_id: item.id, location_id: null };
  const change = { ...subject, before, after, actor };
  const change_id = await recordChange(writer, MENU_ITEM_CHANGE, change, at);
  const details = { fields: names.join(", ") };
  const event = { kind: "menu_item_changed" as const, ...subject, business_date: null, details };
  await recordEvents(writer, [event], at);
  return { item: changed, before, after, change_id };
}

/** Name, category and currency identify an item. */
async function assertOwnName(
  reader: Reader,
  { id, name, category, currency }: MenuItem,
): Promise<void> {
  const other = await reader.selectFrom("menu_items").select("id")
    .where("name", "=", name).where("category", "=", category).where("currency", "=", currency)
    .where("id", "!=", id).executeTakeFirst();
  if (other === undefined) return;
  throw new RestaurantError(
    "CONFLICT",
    `Item ${other.id} has the name '${name}' in category '${category}' already.`,
    { hint: "Choose another name or category: imports tell items apart by the two." },
  );
}

/**
 * Writes the fields that differ and no other, and only onto the version before: of two that read
 * the same version, one fails and loses nothing of the other's.
 */
async function writeVersion(
  writer: Writer,
  { id, version, updated_at }: MenuItem,
  { variations, ...columns }: ItemFields,
): Promise<void> {
  await noteCatalogChanged(writer);
  const { numUpdatedRows } = await writer.updateTable("menu_items")
    .set({ ...columns, version, updated_at })
    .where("id", "=", id).where("version", "=", version - 1).executeTakeFirstOrThrow();
  if (numUpdatedRows !== 1n) {
    throw new RestaurantError(
      "CONFLICT",
      `Item ${id} was changed at the same time, so nothing was written.`,
      { hint: "Repeat the call." },
    );
  }
  if (variations !== undefined) await writeVariations(writer, id, variations);
}
