import type { Writer } from "../../storage/database.ts";
import { RestaurantError } from "../../values/errors.ts";
import { fromMajor, minorDigits } from "../../values/money.ts";
import { assertNoVariations, changedVariations } from "./changed_variations.ts";
import { chooseMenuItem } from "./choose_menu_item.ts";
import { assertMeant } from "./doubtful_fields.ts";
import type { ItemFields } from "./item_fields.ts";
import { heldMenuItem, type WholeMenuItem } from "./menu_items.ts";
import { type ItemChange, replaceFields } from "./replace_fields.ts";

/** The fields to change; the others stay. */
export interface ItemUpdates {
  readonly name?: string | undefined;
  /** A decimal number in the item's currency. */
  readonly price?: number | undefined;
  /** Whose price is meant: a new one is added, one without a price dropped. */
  readonly variation?: string | undefined;
  readonly description?: string | undefined;
  readonly category?: string | undefined;
}

/** The requested change of an item. */
export interface ItemUpdate {
  /** Its id or name. */
  readonly item_id: string;
  readonly updates: ItemUpdates;
  readonly actor: string;
  /** False where what looks like a slip is to be asked about first. */
  readonly confirm?: boolean;
}

/**
 * Changes a menu item, as one change that can be undone. Only the named fields are written, so
 * concurrent changes of other fields stay. If two change the same field, the later one finds the
 * first one's value, and reports it as `before`. Past sales keep the name and category they had.
 *
 * @param at UTC instant of the change.
 * @throws {RestaurantError} NOT_FOUND for an unknown item; INVALID_INPUT for a price with more
 * decimals than the currency, one that leaves open which variation it is for, or a probable slip
 * without confirmation; CONFLICT if another item has the name in that category.
 */
export async function changeMenuItem(
  writer: Writer,
  { item_id, updates, confirm, actor }: ItemUpdate,
  at: string,
): Promise<ItemChange> {
  const { id } = await chooseMenuItem(writer, item_id);
  const item = await heldMenuItem(writer, id);
  const fields = wantedFields(updates, item);
  if (confirm === false) await assertMeant(writer, item, fields);
  return await replaceFields(writer, { item, fields, actor }, at);
}

function wantedFields(
  { name, description, category, ...price }: ItemUpdates,
  item: WholeMenuItem,
): ItemFields {
  return {
    ...(name !== undefined && { name }),
    ...wantedPrice(price, item),
    ...(description !== undefined && { description }),
    ...(category !== undefined && { category }),
  };
}

function wantedPrice(
  { price, variation }: Pick<ItemUpdates, "price" | "variation">,
  item: WholeMenuItem,
): ItemFields {
  const minor = price === undefined ? undefined : priceIn(item.currency, price);
  if (variation !== undefined) {
    return { variations: changedVariations(item, { name: variation, price: minor }) };
  }
  if (minor === undefined) return {};
  assertNoVariations(item);
  return { price: minor };
}

function priceIn(currency: string, price: number): number {
  const minor = fromMajor(price, currency);
  if (minor !== undefined) return minor;
  const digits = minorDigits(currency);
  const decimals = digits === 0 ? "no decimals" : `at most ${digits} decimals`;
  const problem = `A price in ${currency} has ${decimals}.`;
  throw new RestaurantError("INVALID_INPUT", `updates.price: ${problem}`, {
    fields: [{ field: "updates.price", problem }],
  });
}
