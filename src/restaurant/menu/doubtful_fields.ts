import type { Reader } from "../../storage/database.ts";
import { foldWords } from "../../values/fold.ts";
import { unconfirmed } from "../../values/confirmation.ts";
import { assertPriceMeant } from "./doubtful_price.ts";
import { assertVariationsMeant } from "./doubtful_variations.ts";
import type { ItemFields } from "./item_fields.ts";
import { type MenuItem, readMenuItems, type WholeMenuItem } from "./menu_items.ts";

/** Placeholders that programs write for an empty field. */
const NO_TEXTS: readonly string[] = ["null", "undefined", "none", "nan"];

/**
 * Checks that fields of an item are meant as they are.
 *
 * @throws {RestaurantError} INVALID_INPUT asking about the first that looks like a slip.
 */
export async function assertMeant(
  reader: Reader,
  item: WholeMenuItem,
  fields: ItemFields,
): Promise<void> {
  assertText(fields);
  assertPriceMeant(item, item.price, fields.price ?? null);
  if (fields.variations !== undefined) assertVariationsMeant(item, fields.variations);
  if (fields.name === undefined && fields.category === undefined) return;
  const others = (await readMenuItems(reader)).filter(({ id }) => id !== item.id);
  assertName(item, fields, others);
  assertCategory(item, fields, others);
}

function assertText(fields: ItemFields): void {
  for (const field of ["name", "category", "description"] as const) {
    const text = fields[field];
    if (text === undefined || !NO_TEXTS.includes(text.toLowerCase())) continue;
    throw unconfirmed(`updates.${field}`, `Is the ${field} really the word '${text}'?`);
  }
}

function assertName(item: MenuItem, fields: ItemFields, others: readonly MenuItem[]): void {
  const { name } = fields;
  if (name === undefined || name === item.name) return;
  const twin = others.find((other) => foldWords(other.name) === foldWords(name));
  // In the same category it is no question but impossible, and replaceFields says so.
  if (twin === undefined || twin.category === (fields.category ?? item.category)) return;
  throw unconfirmed(
    "updates.name",
    `${twin.id} in ${twin.category} is called '${twin.name}' already; shall two items have the name?`,
  );
}

function assertCategory(item: MenuItem, { category }: ItemFields, others: readonly MenuItem[]) {
  if (category === undefined || category === item.category) return;
  const known = [...new Set([item, ...others].map(({ category }) => category))];
  if (known.includes(category)) return;
  const alike = known.find((other) => foldWords(other) === foldWords(category));
  if (alike === undefined) return;
  throw unconfirmed(
    "updates.category",
    `There is a category '${alike}'; is '${category}' another one?`,
  );
}
