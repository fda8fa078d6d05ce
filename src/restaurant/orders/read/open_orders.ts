import type { Reader } from "../../../storage/database.ts";
import { isOpenOrder } from "../../../storage/conditions.ts";
import type { Row } from "../../../storage/schema/schema.ts";
import { IDS_AT_ONCE, slices } from "../../../storage/bulk.ts";

/** An order without a promise is late after an hour. */
const PATIENCE = { minutes: 60 } as const;

/** An open order without its lines. */
export interface OpenOrder extends
  Pick<
    Row<"orders">,
    "id" | "location_id" | "number" | "order_type" | "status" | "opened_at" | "table_name"
  > {
  /** UTC instant at which it was promised; null for an order of another system. */
  readonly promised_at: string | null;
  readonly line_count: number;
}

/** The open orders of all locations that the reader sees, the oldest first. */
export async function readOpenOrders(reader: Reader, limit: number): Promise<OpenOrder[]> {
  const orders = await reader.selectFrom("orders")
    .leftJoin("order_promises", (join) =>
      join.onRef("order_promises.order_id", "=", "orders.id")
        .onRef("order_promises.location_id", "=", "orders.location_id"))
    .select([
      "orders.id",
      "orders.location_id",
      "orders.number",
      "orders.order_type",
      "orders.status",
      "orders.opened_at",
      "orders.table_name",
      "order_promises.promised_at",
    ])
    .where(isOpenOrder())
    .orderBy("orders.opened_at").orderBy("orders.id").limit(limit).execute();
  const counts = await countLines(reader, orders.map(({ id }) => id));
  return orders.map((order) => ({ ...order, line_count: counts.get(order.id) ?? 0 }));
}

/** How many orders are open. */
export async function countOpenOrders(reader: Reader): Promise<number> {
  const { count } = await reader.selectFrom("orders")
    .select(({ fn }) => fn.countAll<number>().as("count"))
    .where(isOpenOrder()).executeTakeFirstOrThrow();
  return count;
}

/** When an open order should be done: when it was promised, or an hour after it was opened. */
export function dueAt(
  { opened_at, promised_at }: Pick<OpenOrder, "opened_at" | "promised_at">,
): Temporal.Instant {
  return promised_at === null
    ? Temporal.Instant.from(opened_at).add(PATIENCE)
    : Temporal.Instant.from(promised_at);
}

/** Whether an order should be done by now and is not: finished food waits, it is not late. */
export function isLate(
  order: Pick<OpenOrder, "status" | "opened_at" | "promised_at">,
  now: Temporal.Instant,
): boolean {
  return order.status !== "ready" && Temporal.Instant.compare(now, dueAt(order)) > 0;
}

async function countLines(
  reader: Reader,
  ids: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  const counts = new Map<string, number>();
  for (const some of slices(ids, IDS_AT_ONCE)) {
    const rows = await reader.selectFrom("order_lines")
      .select("order_id").select(({ fn }) => fn.countAll<number>().as("count"))
      .where("order_id", "in", some).where("voided", "=", 0).groupBy("order_id").execute();
    for (const { order_id, count } of rows) counts.set(order_id, count);
  }
  return counts;
}
