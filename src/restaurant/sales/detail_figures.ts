import { allocate } from "../../values/money.ts";
import { variationRollupKey } from "../menu/variations.ts";
import { type Order, type OrderLine, orderTotals, soldLines } from "../orders/model/order.ts";
import { type Figures, noFigures } from "./figures.ts";

/** The key of discounts that have no name. */
export const UNNAMED_DISCOUNT = "";

/*
 * Figures that analyses need in more detail than the item. It contains only items that have any, so
 * that an order without sizes and discounts writes nothing more.
 */

/** Figures by key. */
export type Groups = ReadonlyMap<string, Figures>;

/** What most orders have of most details. */
export const NONE: Groups = new Map();

/** Units of each variation. */
export function byVariation(order: Order): Groups {
  const lines = soldLines(order).filter(({ variation }) => variation !== "");
  return addedUp(lines, variationRollupKey);
}

/** Units that imports sold, by item and variation; gift cards are among them. */
export function byImported({ status, lines }: Order): Groups {
  if (status === "cancelled") return NONE;
  const imported = lines.filter(({ import_id, voided }) => import_id !== undefined && !voided);
  return addedUp(imported, variationRollupKey);
}

/** Items that were comped: a comp is a discount of the whole price. */
export function byComp(order: Order): Groups {
  const lines = soldLines(order).filter(({ gross, discount }) => gross > 0 && discount >= gross);
  return addedUp(lines, ({ menu_item_id }) => menu_item_id);
}

/** What was voided for each reason that is recorded. */
export function byVoidReason(order: Order): Groups {
  const lines = voidedLines(order);
  if (lines.length === 0) return NONE;
  const groups = new Map<string, Figures>();
  for (const { reason, gross } of lines) {
    if (reason === undefined) continue;
    const figures = groups.getOrInsertComputed(reason, noFigures);
    figures.voids += gross;
    figures.voided_lines += 1;
  }
  return groups;
}

/** Voided lines, and those of cancelled orders, by the name of what was voided. */
export function byVoidedItem(order: Order): Groups {
  const lines = voidedLines(order);
  if (lines.length === 0) return NONE;
  const groups = new Map<string, Figures>();
  for (const { name, gross, quantity } of lines) {
    const figures = groups.getOrInsertComputed(name, noFigures);
    figures.units += quantity;
    figures.voids += gross;
    figures.voided_lines += 1;
  }
  return groups;
}

/** Of a cancelled order all lines are void. */
function voidedLines({ status, lines }: Order): readonly OrderLine[] {
  return status === "cancelled" ? lines : lines.filter(({ voided }) => voided);
}

/** Payments by their method, each a transaction. Nothing was taken for a cancelled order. */
export function byMethodTaken({ status, payments }: Order): Groups {
  if (status === "cancelled" || payments.length === 0) return NONE;
  const groups = new Map<string, Figures>();
  for (const { method, amount, tip } of payments) {
    const figures = groups.getOrInsertComputed(method, noFigures);
    figures.transactions += 1;
    figures.gross += amount;
    figures.tips += tip;
  }
  return groups;
}

function addedUp(lines: readonly OrderLine[], keyOf: (line: OrderLine) => string): Groups {
  if (lines.length === 0) return NONE;
  const groups = new Map<string, Figures>();
  for (const line of lines) {
    const figures = groups.getOrInsertComputed(keyOf(line), noFigures);
    figures.transactions = 1;
    figures.units += line.quantity;
    figures.gross += line.gross;
    figures.discounts += line.discount;
    figures.tax += line.tax;
  }
  return groups;
}

/**
 * Discounts by name, each a transaction. The names are the order's; the amounts are in the lines, so
 * they are divided among the names.
 */
export function byDiscount(order: Order): Groups {
  const { discounts } = orderTotals(order);
  if (discounts === 0) return NONE;
  const groups = new Map<string, Figures>();
  const named = order.discounts.filter(({ amount }) => amount > 0);
  const total = named.reduce((sum, { amount }) => sum + amount, 0);
  const amounts = allocate(Math.min(total, discounts), named.map(({ amount }) => amount));
  const add = (name: string, amount: number) => {
    const figures = groups.getOrInsertComputed(name, noFigures);
    figures.transactions += 1;
    figures.discounts += amount;
  };
  named.forEach(({ name }, i) => add(name, amounts[i] ?? 0));
  if (total < discounts) add(UNNAMED_DISCOUNT, discounts - total);
  return groups;
}
