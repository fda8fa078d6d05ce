import type { Refund } from "../orders/model/order.ts";
import { getOrInsert } from "../../values/maps.ts";
import {
  addFigures,
  entryAt,
  type Figures,
  noFigures,
  type RollupEntry,
  SERVICE_CHARGES_KEY,
  wholeEntries,
} from "./figures.ts";

/** What a refund takes from each group, on the day of the refund. */
export function refundFigures(refund: Refund): RollupEntry[] {
  const charges: Figures = {
    ...noFigures(),
    refunds: refund.service_charges,
    gratuity: -refund.gratuity,
    tips: -refund.tips,
  };
  const lines = refund.lines.map((line) => ({
    line,
    figures: { ...noFigures(), units: -line.quantity, refunds: line.amount, tax: -line.tax },
  }));
  const whole = { ...charges };
  for (const { figures } of lines) addFigures(whole, figures);
  const entry = entryAt(refund.location_id, refund.refunded);
  const serviceCharges = { ...noFigures(), refunds: refund.service_charges };
  const byKey = (dimension: "category" | "item", key: (line: typeof lines[number]) => string) => {
    const groups = new Map<string, Figures>();
    for (const line of lines) {
      addFigures(getOrInsert(groups, key(line), noFigures), line.figures);
    }
    if (refund.service_charges !== 0) {
      addFigures(getOrInsert(groups, SERVICE_CHARGES_KEY, noFigures), serviceCharges);
    }
    return [...groups].map(([key, figures]) => entry(dimension, key, figures));
  };
  return [
    ...wholeEntries(refund.location_id, refund.refunded, refund.order_type, whole),
    entry("payment_method", refund.payment_method, whole),
    ...byKey("category", ({ line }) => line.category),
    ...byKey("item", ({ line }) => line.menu_item_id),
  ];
}
