import type { Millionths } from "../../locations/tax_rate.ts";
import type { OrderLine } from "../model/order.ts";
import { divideRounded, type Minor } from "../../../values/money.ts";
import type { CheckedLine } from "./check_items.ts";

const MILLION = 1_000_000;

/** The lines of a bill: prices with modifiers, and tax rounded half away from zero on each line. */
export function billLines(lines: readonly CheckedLine[], taxRate: Millionths): OrderLine[] {
  return lines.map((line) => {
    const { item, quantity, modifiers, notes } = line;
    const gross = quantity * unitPrice(line);
    return {
      menu_item_id: item.id,
      name: item.name,
      variation: "",
      category: item.category,
      quantity: quantity * 1000,
      gross,
      discount: 0,
      tax: divideRounded(gross * taxRate, MILLION),
      voided: false,
      gift_card: false,
      ...(notes !== null && { notes }),
      ...(modifiers.length > 0 && {
        modifiers: modifiers.map(({ id, name, price }) => ({ modifier_id: id, name, price })),
      }),
    };
  });
}

/** A modifier may take something off, but nothing is sold below zero. */
function unitPrice({ price, modifiers }: CheckedLine): Minor {
  return Math.max(modifiers.reduce((sum, modifier) => sum + modifier.price, price), 0);
}
