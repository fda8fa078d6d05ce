import {
  type Refund,
  type RefundLine,
  UNKNOWN_PAYMENT,
} from "../../../restaurant/orders/model/order.ts";
import type { OrderParts } from "../../../restaurant/orders/model/order_parts.ts";
import type { SalesRow } from "../rows/sales_row.ts";
import { claimBook, type KeyedLine } from "./claims.ts";
import { lineKey } from "./line_key.ts";
import { type ItemRow, type Merged, type MergeOutcome, refuseRepeatedId } from "./merge_order.ts";

/** A refund without lines, from its first row. */
export function refundOf(
  { place, order_type, moment, payment, reason, setting: { server, channel } }: SalesRow,
  { id, external_id }: Pick<Refund, "id" | "external_id">,
  source: string,
): Refund {
  return {
    id,
    location_id: place.id,
    order_id: null,
    source,
    external_id,
    order_type,
    payment_method: payment?.method ?? UNKNOWN_PAYMENT,
    refunded: moment,
    lines: [],
    service_charges: 0,
    gratuity: 0,
    tips: 0,
    reason: reason === "" ? null : reason,
    ...(server !== "" && { server }),
    ...(channel !== "" && { channel }),
  };
}

/** Merges rows into a refund. One that was cancelled since loses its amount. */
export function mergeRefund(
  before: Refund,
  rows: readonly ItemRow[],
  importId: string,
): Merged<Refund> {
  const book = claimBook(before.lines, importId);
  let tips = before.tips;
  const outcomes = rows.map(({ row, menuItemId }): MergeOutcome => {
    const line = lineOf(row, menuItemId, importId);
    const at = book.find(line.source_key, (stored) => sameLine(stored, line));
    const stored = at === -1 ? undefined : book.lines[at];
    if (stored === undefined && row.voided) return { effect: "cancelled", replaced: 0 };
    if (stored !== undefined && sameLine(stored, line)) {
      book.put(at, { ...stored, source_key: line.source_key, import_id: importId });
      return { effect: "known", replaced: 0 };
    }
    refuseRepeatedId(row, stored, importId);
    book.put(at, line);
    tips = Math.max(tips, row.payment?.tip ?? 0);
    return stored === undefined
      ? { effect: "taken", replaced: 0 }
      : { effect: "updated", replaced: -stored.amount };
  });
  const changed = outcomes.some(({ effect }) => effect === "taken" || effect === "updated");
  const parts = rows.find(({ row }) => row.parts !== undefined)?.row.parts;
  const charges = parts === undefined ? {} : chargesOf(parts);
  return { after: { ...before, ...charges, tips, lines: book.lines }, outcomes, changed };
}

/** The service charges and gratuities that went back. */
function chargesOf(
  { service_charges = [] }: OrderParts,
): Pick<Refund, "service_charges" | "gratuity"> {
  const sum = (isGratuity: boolean) =>
    service_charges.filter(({ is_gratuity }) => is_gratuity === isGratuity)
      .reduce((all, { amount }) => all + amount, 0);
  return { service_charges: sum(false), gratuity: sum(true) };
}

function lineOf(
  row: SalesRow,
  menuItemId: string,
  importId: string,
): KeyedLine<RefundLine> {
  return {
    menu_item_id: menuItemId,
    name: row.item,
    category: row.category,
    quantity: row.voided ? 0 : row.quantity,
    amount: row.voided ? 0 : row.gross - row.discount,
    tax: row.voided ? 0 : row.tax,
    source_key: lineKey(row),
    import_id: importId,
  };
}

function sameLine(stored: RefundLine, line: RefundLine): boolean {
  return stored.quantity === line.quantity && stored.amount === line.amount;
}
