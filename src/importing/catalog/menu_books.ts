import type { WholeMenuItem } from "../../restaurant/menu/menu_items.ts";
import { type Books, booksOf } from "../kind/books.ts";
import type { Taking } from "../kind/taking.ts";

/** Items, variations and modifiers of the menu, and their prices together. */
export async function menuBooks({ writer }: Pick<Taking, "writer">): Promise<Books> {
  const items = writer.selectFrom("menu_items").select(({ fn }) => [
    fn.countAll().as("items"),
    fn.sum("price").as("item_prices"),
  ]);
  const variations = writer.selectFrom("menu_item_variations").select(({ fn }) => [
    fn.countAll().as("variations"),
    fn.sum("price").as("variation_prices"),
  ]);
  const modifiers = writer.selectFrom("modifiers").select(({ fn }) => [
    fn.countAll().as("modifiers"),
    fn.sum("price").as("modifier_prices"),
  ]);
  return {
    ...booksOf(await items.executeTakeFirst()),
    ...booksOf(await variations.executeTakeFirst()),
    ...booksOf(await modifiers.executeTakeFirst()),
  };
}

/** By how much an item that was added or changed changes the books. */
export function booksOfItem(before: WholeMenuItem | undefined, after: WholeMenuItem): Books {
  return {
    items: before === undefined ? 1 : 0,
    item_prices: (after.price ?? 0) - (before?.price ?? 0),
    variations: after.variations.length - (before?.variations.length ?? 0),
    variation_prices: sumOf(after.variations) - sumOf(before?.variations ?? []),
  };
}

/** By how much other modifiers in the place of those before change the books. */
export function booksOfModifiers(before: readonly Priced[], after: readonly Priced[]): Books {
  return { modifiers: after.length - before.length, modifier_prices: sumOf(after) - sumOf(before) };
}

interface Priced {
  readonly price: number | null;
}

function sumOf(priced: readonly Priced[]): number {
  return priced.reduce((sum, { price }) => sum + (price ?? 0), 0);
}
