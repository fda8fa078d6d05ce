import { getOrInsert } from "../../values/maps.ts";
import { allocate } from "../../values/money.ts";
import { type Order, type OrderLine, orderTotals, soldLines } from "../orders/model/order.ts";
import { entryAt, type Figures, noFigures, type RollupEntry } from "./figures.ts";

/** The key of discounts that have no name. */
export const UNNAMED_DISCOUNT = "";

/**
 * What analyses need to know closer than the item: what was sold of each variation, what was given
 * away under each name, and which items were given away whole. Only what has any is in it, so that
 * an order without sizes and discounts writes nothing more.
 */
export function detailFigures(order: Order): RollupEntry[] {
  const sold = soldLines(order);
  return [...byVariation(order, sold), ...byDiscount(order), ...byComp(order, sold)];
}

/** The key of an item's variation: its id, a blank, the variation. */
export function variationKey({ menu_item_id, variation }: OrderLine): string {
  return `${menu_item_id} ${variation}`;
}

function byVariation(order: Order, sold: readonly OrderLine[]): RollupEntry[] {
  const lines = sold.filter(({ variation }) => variation !== "");
  return entries(order, "variation", Map.groupBy(lines, variationKey));
}

/** A comp is a discount of the whole price. */
function byComp(order: Order, sold: readonly OrderLine[]): RollupEntry[] {
  const lines = sold.filter(({ gross, discount }) => gross > 0 && discount >= gross);
  return entries(order, "comp", Map.groupBy(lines, ({ menu_item_id }) => menu_item_id));
}

function entries(
  order: Order,
  dimension: "variation" | "comp",
  groups: ReadonlyMap<string, readonly OrderLine[]>,
): RollupEntry[] {
  const entry = entryAt(order.location_id, order.opened);
  return Array.from(groups, ([key, lines]) => {
    const figures = noFigures();
    figures.transactions = 1;
    for (const { quantity, gross, discount, tax } of lines) {
      figures.units += quantity;
      figures.gross += gross;
      figures.discounts += discount;
      figures.tax += tax;
    }
    return entry(dimension, key, figures);
  });
}

/** Names say how a discount was given; what it came to is in the lines, so that is divided up. */
function byDiscount(order: Order): RollupEntry[] {
  const { discounts } = orderTotals(order);
  if (discounts === 0) return [];
  const named = order.discounts.filter(({ amount }) => amount > 0);
  const total = named.reduce((sum, { amount }) => sum + amount, 0);
  const amounts = allocate(Math.min(total, discounts), named.map(({ amount }) => amount));
  const groups = new Map<string, Figures>();
  const add = (name: string, amount: number) => {
    const figures = getOrInsert(groups, name, () => ({ ...noFigures(), transactions: 1 }));
    figures.discounts += amount;
  };
  named.forEach(({ name }, i) => add(name, amounts[i] ?? 0));
  if (total < discounts) add(UNNAMED_DISCOUNT, discounts - total);
  const entry = entryAt(order.location_id, order.opened);
  return Array.from(groups, ([name, figures]) => entry("discount", name, figures));
}
