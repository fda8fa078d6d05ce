import type { Refund } from "../orders/model/order.ts";
import type { Groups } from "./detail_figures.ts";
import { type Figures, noFigures } from "./figures.ts";

/** The key of refunds that have no reason. */
const NO_REASON = "";

/** What was given back of each menu item: units, and their amount without tax. */
export function byReturnedItem({ lines }: Refund): Groups {
  const groups = new Map<string, Figures>();
  for (const { menu_item_id, quantity, amount } of lines) {
    const figures = groups.getOrInsertComputed(menu_item_id, noFigures);
    figures.units += quantity;
    figures.refunds += amount;
  }
  return groups;
}

/** The amount of a refund's items by its reason. */
export function byRefundReason({ reason, lines }: Refund): Groups {
  const refunds = lines.reduce((sum, { amount }) => sum + amount, 0);
  return new Map([[reason ?? NO_REASON, { ...noFigures(), refunds }]]);
}

/** All that went back to the guest by the method: items, charges, tax and tips. */
export function byMethodReturned(refund: Refund): Groups {
  const { payment_method, lines, service_charges, gratuity, tips } = refund;
  const items = lines.reduce((sum, { amount, tax }) => sum + amount + tax, 0);
  const refunds = items + service_charges + gratuity + tips;
  return new Map([[payment_method, { ...noFigures(), refunds }]]);
}
