import { IDS_AT_ONCE, slices } from "../../../storage/bulk.ts";
import type { Reader } from "../../../storage/database.ts";
import type { Minor } from "../../../values/money.ts";
import { readRefunds } from "./read_orders.ts";

/** The events of an order besides its sale. */
export interface OrderTrace {
  readonly refunds: readonly {
    readonly business_date: string;
    /** Given back for items with their tax, charges, gratuity and tips. */
    readonly amount: Minor;
    /** How it was given back. */
    readonly method: string;
    readonly reason: string | null;
    /** Who gave it back; only managers see names. */
    readonly server?: string;
  }[];
  /** Who cancelled it here, and why; undefined if it was not. */
  readonly cancelled?: { readonly actor: string; readonly reason: string | null };
}

/** Refunds and cancellations of some orders, by order id; only orders that have any. */
export async function readTraces(
  reader: Reader,
  ids: readonly string[],
): Promise<ReadonlyMap<string, OrderTrace>> {
  const traces = new Map<string, OrderTrace>();
  for (const some of slices(ids, IDS_AT_ONCE)) {
    const returned = await reader.selectFrom("refunds").select("id")
      .where("order_id", "in", some).orderBy("refunded_at").execute();
    for (const refund of await readRefunds(reader, returned.map(({ id }) => id))) {
      const {
        order_id,
        lines,
        service_charges,
        gratuity,
        tips,
        reason,
        server,
        refunded,
        payment_method: method,
      } = refund;
      if (order_id === null) continue;
      const items = lines.reduce((sum, { amount, tax }) => sum + amount + tax, 0);
      const amount = items + service_charges + gratuity + tips;
      const { refunds = [], ...rest } = traces.get(order_id) ?? {};
      const { business_date } = refunded;
      traces.set(order_id, {
        ...rest,
        refunds: [...refunds, {
          business_date,
          amount,
          method,
          reason,
          ...(server !== undefined && { server }),
        }],
      });
    }
    const ended = await reader.selectFrom("order_progress").select(["order_id", "actor", "reason"])
      .where("order_id", "in", some).where("status", "=", "cancelled").execute();
    for (const { order_id, actor, reason } of ended) {
      const { refunds = [] } = traces.get(order_id) ?? {};
      traces.set(order_id, { refunds, cancelled: { actor, reason } });
    }
  }
  return traces;
}
