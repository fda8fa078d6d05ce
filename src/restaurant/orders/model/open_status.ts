import type { OrderStatus } from "../../../storage/schema/tables/orders.ts";

const OPEN: readonly OrderStatus[] = ["received", "preparing", "ready"];

/** Whether an order with this status is not finished yet. */
export function isOpen(status: OrderStatus | undefined): boolean {
  return status !== undefined && OPEN.includes(status);
}
