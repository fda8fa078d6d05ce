import type { Order } from "../../src/restaurant/orders/model/order.ts";
import type { Row } from "../../src/storage/schema/schema.ts";

const STEPS = [["received", 0], ["preparing", 4], ["ready", 15], ["completed", 30]] as const;

/** What a kitchen notes of an order: every step to its end, or only the first of a cancelled one. */
export function progressOf({ id, location_id, opened, status }: Order): Row<"order_progress">[] {
  const at = Temporal.Instant.from(opened.at);
  const steps = status === "cancelled" ? STEPS.slice(0, 1) : STEPS;
  return steps.map(([status, minutes], index) => ({
    location_id,
    order_id: id,
    position: index + 1,
    status,
    reason: null,
    actor: "kitchen",
    at: at.add({ minutes }).toString(),
  }));
}
