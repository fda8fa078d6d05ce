import type { OrderStatus } from "../storage/schema.ts";

/** Where an order can go from each status: forward only, and off until it is handed over. */
const MOVES: Readonly<Record<OrderStatus, readonly OrderStatus[]>> = {
  received: ["preparing", "cancelled"],
  preparing: ["ready", "cancelled"],
  ready: ["completed", "cancelled"],
  completed: [],
  cancelled: [],
};

/** The statuses that an order can be moved to; none where it has come to its end. */
export function nextStatuses(status: OrderStatus): readonly OrderStatus[] {
  return MOVES[status];
}
