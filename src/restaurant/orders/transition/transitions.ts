import type { Order } from "../model/order.ts";
import type { OrderStatus } from "../../../storage/schema/tables/orders.ts";
import { RestaurantError } from "../../../values/errors.ts";
import { visibleText } from "../../../values/text.ts";

/** The longest reason, in characters. */
export const LONGEST_REASON = 200;

/**
 * The legal transitions from each status: forward only, and cancellation until it is handed over.
 */
const MOVES: Readonly<Record<OrderStatus, readonly OrderStatus[]>> = {
  received: ["preparing", "cancelled"],
  preparing: ["ready", "cancelled"],
  ready: ["completed", "cancelled"],
  completed: [],
  cancelled: [],
};

/** The statuses that an order can be moved to; none if it is final. */
export function nextStatuses(status: OrderStatus): readonly OrderStatus[] {
  return MOVES[status];
}

/**
 * Refuses a move that is not possible.
 *
 * @throws {RestaurantError} CONFLICT with the moves that are.
 */
export function assertTransition(
  { number, status }: Pick<Order, "number" | "status">,
  wanted: OrderStatus,
): void {
  const legal = nextStatuses(status);
  if (legal.includes(wanted)) return;
  throw new RestaurantError(
    "CONFLICT",
    `Order ${number} is ${status} and cannot become ${wanted}.`,
    {
      hint: legal.length === 0
        ? `A ${status} order cannot be changed.`
        : `From ${status} it can become ${legal.join(" or ")}.`,
    },
  );
}

/**
 * Why an order goes to a status: kept for those that are cancelled, null for the others.
 *
 * @throws {RestaurantError} INVALID_INPUT for a cancellation without a reason.
 */
export function reasonFor(status: OrderStatus, reason: string | undefined): string | null {
  if (status !== "cancelled") return null;
  const text = visibleText(reason ?? "").slice(0, LONGEST_REASON);
  if (text !== "") return text;
  const problem = "Say why the order is cancelled.";
  throw new RestaurantError("INVALID_INPUT", `reason: ${problem}`, {
    fields: [{ field: "reason", problem }],
  });
}
