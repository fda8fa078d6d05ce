import type { SalesTax } from "../../locations/tax_rate.ts";
import type { OrderLine } from "../model/order.ts";
import { divideRounded, type Minor } from "../../../values/money.ts";
import type { CheckedLine } from "./check_items.ts";

const MILLION = 1_000_000;

/** Of a location without one. */
export const NO_TAX: SalesTax = { rate: 0, isIncluded: false };

/**
 * The lines of a bill: prices with modifiers, and tax rounded half away from zero on each line. Tax
 * that prices contain is taken out of them: what a line brings in is without tax on every path.
 */
export function billLines(lines: readonly CheckedLine[], salesTax: SalesTax): OrderLine[] {
  return lines.map((line) => {
    const { item, variation, quantity, modifiers, notes } = line;
    const { gross, tax } = taxed(quantity * unitPrice(line), salesTax);
    return {
      menu_item_id: item.id,
      name: item.name,
      variation,
      category: item.category,
      quantity: quantity * 1000,
      gross,
      discount: 0,
      tax,
      voided: false,
      gift_card: false,
      ...(notes !== null && { notes }),
      ...(modifiers.length > 0 && {
        modifiers: modifiers.map(({ id, name, price }) => ({ modifier_id: id, name, price })),
      }),
    };
  });
}

function taxed(price: Minor, { rate, isIncluded }: SalesTax): { gross: Minor; tax: Minor } {
  if (!isIncluded) return { gross: price, tax: divideRounded(price * rate, MILLION) };
  const tax = divideRounded(price * rate, MILLION + rate);
  return { gross: price - tax, tax };
}

/** What lines cost before tax. */
export function costOf(lines: readonly CheckedLine[]): Minor {
  return lines.reduce((sum, line) => sum + line.quantity * unitPrice(line), 0);
}

/** A modifier may take something off, but nothing is sold below zero. */
function unitPrice({ price, modifiers }: CheckedLine): Minor {
  return Math.max(modifiers.reduce((sum, modifier) => sum + modifier.price, price), 0);
}
