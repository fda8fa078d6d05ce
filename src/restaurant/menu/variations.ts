import { insertMany } from "../../storage/bulk.ts";
import { noteCatalogChanged } from "../../storage/catalog_mark.ts";
import type { Reader, Writer } from "../../storage/database.ts";
import type { Row } from "../../storage/schema/schema.ts";
import { formatMoney, fromMilli, type Milli, toMajor } from "../../values/money.ts";

/**
 * A size or kind of an item with a price of its own, in minor units, null until set, and the portion
 * of the item's recipe that it takes, in thousandths.
 */
export type Variation = Pick<Row<"menu_item_variations">, "name" | "price" | "portion">;

/** One portion as a recipe has it, in thousandths. */
export const WHOLE_PORTION: Milli = 1000;

/** Most variations of one item. */
export const MOST_VARIATIONS = 40;
/** Most characters of a variation's name. */
export const LONGEST_VARIATION = 60;

/** A variation by its item and its name. */
export interface VariationOfItem {
  readonly menu_item_id: string;
  readonly variation: string;
}

/** The key of a variation in rollups: its item's id, a blank, its name. */
export function variationRollupKey({ menu_item_id, variation }: VariationOfItem): string {
  return `${menu_item_id} ${variation}`;
}

/** The variation of a key in rollups. */
export function variationOfKey(key: string): VariationOfItem {
  const end = key.indexOf(" ");
  return { menu_item_id: key.slice(0, end), variation: key.slice(end + 1) };
}

/** The variations of every item that has some, by item id, in the order of the menu. */
export async function readAllVariations(
  reader: Reader,
): Promise<ReadonlyMap<string, readonly Variation[]>> {
  const rows = await reader.selectFrom("menu_item_variations").selectAll()
    .orderBy("menu_item_id").orderBy("position").orderBy("name").execute();
  const byItem = Map.groupBy(rows, ({ menu_item_id }) => menu_item_id);
  return new Map(Array.from(byItem, ([id, own]) => [id, own.map(variationIn)]));
}

/** The variations of one item; none if it is sold without. */
export async function readVariations(reader: Reader, itemId: string): Promise<Variation[]> {
  const rows = await reader.selectFrom("menu_item_variations").selectAll()
    .where("menu_item_id", "=", itemId).orderBy("position").orderBy("name").execute();
  return rows.map(variationIn);
}

function variationIn({ name, price, portion }: Row<"menu_item_variations">): Variation {
  return { name, price, portion };
}

/** Writes the variations of an item in place of those it had. */
export async function writeVariations(
  writer: Writer,
  menu_item_id: string,
  variations: readonly Variation[],
): Promise<void> {
  await noteCatalogChanged(writer);
  await writer.deleteFrom("menu_item_variations").where("menu_item_id", "=", menu_item_id)
    .execute();
  await insertMany(
    writer,
    "menu_item_variations",
    variations.map((variation, position) => ({ menu_item_id, ...variation, position })),
  );
}

/** Variations with their prices in decimal units. */
export function shownVariations(
  variations: readonly Variation[],
  currency: string,
): { name: string; price: number | null }[] {
  return variations.map(({ name, price }) => ({
    name,
    price: price === null ? null : toMajor(price, currency),
  }));
}

/** Variations as people read them: `Glass 6.50 USD, Bottle 28.00 USD (4.286 portions)`. */
export function variationsText(
  variations: readonly Variation[],
  currency: string,
  also?: "portions",
): string {
  return variations.map(({ name, price, portion }) =>
    `${name} ${price === null ? "without a price" : formatMoney(price, currency)}` +
    (also === undefined || portion === WHOLE_PORTION ? "" : ` (${fromMilli(portion)} portions)`)
  ).join(", ");
}
