import type { Reader } from "../../src/storage/database.ts";

/** One line that was sold, or one refund or charge, in minor units: a row of books kept by hand. */
export interface Entry {
  readonly order_id: string | null;
  readonly location: string;
  readonly date: string;
  readonly hour: number;
  readonly order_type: string;
  readonly item: string;
  /** What it adds to net sales. */
  readonly net: number;
  readonly units: number;
  readonly discount: number;
}

/**
 * The books of a restaurant kept by hand, from orders and refunds row by row: what the answers of
 * the tools are compared with. Nothing of the rollups and none of the program's sums is used.
 */
export async function keptBooks(reader: Reader): Promise<readonly Entry[]> {
  const orders = await reader.selectFrom("orders").selectAll().execute();
  const lines = await reader.selectFrom("order_lines").selectAll().execute();
  const charges = await reader.selectFrom("order_service_charges").selectAll().execute();
  const refunds = await reader.selectFrom("refunds").selectAll().execute();
  const returned = await reader.selectFrom("refund_lines").selectAll().execute();
  const sold = new Map(
    orders.filter(({ status }) => status !== "cancelled").map((order) => [order.id, order]),
  );
  const given = new Map(refunds.map((refund) => [refund.id, refund]));
  const none = { item: "", units: 0, discount: 0 };
  return [
    ...lines.flatMap((line) => {
      const order = sold.get(line.order_id);
      if (order === undefined || line.voided === 1 || line.gift_card === 1) return [];
      return [{
        ...placeOf(order.id, order),
        item: line.menu_item_id,
        net: line.gross - line.discount,
        units: line.quantity / 1000,
        discount: line.discount,
      }];
    }),
    ...charges.flatMap((charge) => {
      const order = sold.get(charge.order_id);
      if (order === undefined || charge.is_gratuity === 1) return [];
      return [{ ...none, ...placeOf(order.id, order), net: charge.amount }];
    }),
    ...refunds.map((refund) => ({
      ...none,
      ...placeOf(null, refund),
      net: -refund.service_charges,
    })),
    ...returned.flatMap((line) => {
      const refund = given.get(line.refund_id);
      if (refund === undefined) return [];
      return [{
        ...none,
        ...placeOf(null, refund),
        item: line.menu_item_id,
        net: -line.amount,
        units: -line.quantity / 1000,
      }];
    }),
  ];
}

function placeOf(
  order_id: string | null,
  row: {
    readonly location_id: string;
    readonly business_date: string;
    readonly local_hour: number;
    readonly order_type: string;
  },
) {
  return {
    order_id,
    location: row.location_id,
    date: row.business_date,
    hour: row.local_hour,
    order_type: row.order_type,
  };
}

/** Entries added up by a key, in major units of two decimals. */
export function netBy(
  entries: readonly Entry[],
  key: (entry: Entry) => string,
): Record<string, number> {
  const groups = Map.groupBy(entries, key);
  return Object.fromEntries(Array.from(groups, ([name, some]) => [name, netOf(some)]));
}

/** Net sales in major units of two decimals. */
export function netOf(entries: readonly Entry[]): number {
  return entries.reduce((sum, { net }) => sum + net, 0) / 100;
}

/** Orders with something sold. */
export function ordersIn(entries: readonly Entry[]): number {
  return new Set(entries.flatMap(({ order_id, item }) => item === "" ? [] : order_id ?? [])).size;
}
