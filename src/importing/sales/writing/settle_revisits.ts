import { readOrders } from "../../../restaurant/orders/read/read_orders.ts";
import { writeSales } from "../../../restaurant/sales/write_sales.ts";
import { IDS_AT_ONCE, slices } from "../../../storage/bulk.ts";
import type { Writer } from "../../../storage/database.ts";
import { counted } from "../../../values/counted.ts";
import type { Minor } from "../../../values/money.ts";
import type { Taking } from "../../kind/taking.ts";
import { storableText } from "../../cells/private_text.ts";
import { type CorrectionRules, correctOrder } from "./correct_order.ts";
import { netChange } from "./net_change.ts";
import type { Revisits } from "./revisits.ts";

/** The outcome of orders that came again with other lines. */
export interface Settled {
  /** Rows that replaced a stored line. */
  readonly corrected: number;
  /** The amount of the replaced lines. */
  readonly replaced: Minor;
  /** By how much the database's net sales changed. */
  readonly change: Minor;
  /** Ids, in their system, of orders that got more lines while stored ones are not in the file. */
  readonly grown: readonly string[];
}

/**
 * Decides after the last row which new lines of known orders correct a stored one.
 *
 * @param at UTC instant of the writing.
 */
export async function settleRevisits(
  writer: Writer,
  revisits: Revisits,
  { journal, ...rules }: CorrectionRules & Pick<Taking, "journal">,
  at: string,
): Promise<Settled> {
  const grown: string[] = [];
  let [corrected, replaced, change] = [0, 0, 0];
  const ids = [...revisits].filter(([, { fresh }]) => fresh.length > 0).map(([id]) => id);
  for (const slice of slices(ids, IDS_AT_ONCE)) {
    const orders = await readOrders(writer, slice);
    const changes = orders.flatMap((before) => {
      const revisit = revisits.get(before.id);
      const correction = revisit && correctOrder(before, revisit, rules);
      if (correction === undefined) {
        grown.push(before.external_id ?? before.id);
        return [];
      }
      corrected += correction.rows;
      replaced += correction.replaced;
      return [{ before, after: correction.after }];
    });
    if (changes.length === 0) continue;
    await journal.sales(writer, { orders: changes, refunds: [] });
    await writeSales(writer, { orders: changes, refunds: [] }, at);
    change += await netChange(writer, { orders: changes, refunds: [] });
  }
  return { corrected, replaced, change, grown };
}

const SHOWN_ORDERS = 5;

/** Says which orders may count a corrected row twice. */
export function grownNotes(grown: readonly string[]): string[] {
  if (grown.length === 0) return [];
  const shown = grown.toSorted().slice(0, SHOWN_ORDERS).map((id) => storableText(id, 40));
  return [
    `${counted(grown.length, "order")} known before got more lines, while lines imported earlier ` +
    `are not in this file; a row that was corrected since counts twice there. Look at ${
      shown.join(", ")
    }${grown.length > shown.length ? ", …" : ""}.`,
  ];
}
