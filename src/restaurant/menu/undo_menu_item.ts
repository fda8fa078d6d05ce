import { statesOf, type StoredChange } from "../journal/changes.ts";
import { changedSince, type Undoing, type Undone } from "../journal/undo.ts";
import type { Writer } from "../../storage/database.ts";
import { differing, fieldNames, fieldText, MENU_ITEM_CHANGE } from "./item_fields.ts";
import { heldMenuItem } from "./menu_items.ts";
import { replaceFields } from "./replace_fields.ts";

/**
 * Undoes a change of a menu item's fields; its other fields may have changed since.
 *
 * @throws {RestaurantError} CONFLICT if a field is no longer what the change made it, or if another
 * item now has the old name.
 */
export async function undoMenuItem(
  writer: Writer,
  change: StoredChange,
  { actor, at }: Undoing,
): Promise<Undone> {
  const { before, after } = statesOf(MENU_ITEM_CHANGE, change);
  const item = await heldMenuItem(writer, change.subject_id);
  const { currency } = item;
  const since = differing(item, after);
  if (fieldNames(since).length > 0) {
    const now = fieldNames(since).map((name) => `${name} is ${fieldText(since, name, currency)}`);
    throw changedSince(change, `Now the ${now.join(", the ")}.`);
  }
  const { change_id = "" } = await replaceFields(writer, { item, fields: before, actor }, at);
  return {
    change_id,
    put_back: fieldNames(before).map((name) => ({
      what: name,
      location_id: null,
      from: fieldText(after, name, currency),
      to: fieldText(before, name, currency),
    })),
  };
}
