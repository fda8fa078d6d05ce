import type { Writer } from "../../storage/database.ts";
import { RestaurantError } from "../../values/errors.ts";
import { fromMajor, minorDigits } from "../../values/money.ts";
import type { ItemFields } from "./item_fields.ts";
import { chooseMenuItem } from "./choose_menu_item.ts";
import { assertMeant } from "./doubtful_fields.ts";
import { heldMenuItem, type MenuItem } from "./menu_items.ts";
import { type ItemChange, replaceFields } from "./replace_fields.ts";

/** The requested change of an item. */
export interface ItemUpdate {
  /** Its id or name. */
  readonly item_id: string;
  /** The fields to change; the price is a decimal number in the item's currency. */
  readonly updates: {
    readonly [Field in keyof ItemFields]?: NonNullable<ItemFields[Field]> | undefined;
  };
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
 * decimals than the currency, or for a probable slip without confirmation; CONFLICT if another item
 * has the name in that category.
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
  { name, price, description, category }: ItemUpdate["updates"],
  item: Pick<MenuItem, "currency">,
): ItemFields {
  return {
    ...(name !== undefined && { name }),
    ...(price !== undefined && { price: priceIn(item.currency, price) }),
    ...(description !== undefined && { description }),
    ...(category !== undefined && { category }),
  };
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
