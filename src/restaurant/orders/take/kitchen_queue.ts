import { type Order, soldLines } from "../model/order.ts";
import { insertMany } from "../../../storage/bulk.ts";
import type { Writer } from "../../../storage/database.ts";
import { instantText } from "../../../values/clock.ts";

/** An order that the kitchen is to make. */
export interface QueuedOrder {
  readonly order: Pick<Order, "id" | "location_id" | "status" | "lines">;
  /** When the guest wants it: now, or later. */
  readonly wanted: Temporal.Instant;
}

/** Adds orders to what the kitchen has yet to make. */
export async function enterKitchen(
  writer: Writer,
  queued: readonly QueuedOrder[],
): Promise<void> {
  await insertMany(
    writer,
    "kitchen_queue",
    queued.map(({ order, wanted }) => ({
      order_id: order.id,
      location_id: order.location_id,
      wanted_at: instantText(wanted),
      portions: soldLines(order).reduce((sum, { quantity }) => sum + quantity, 0),
    })),
  );
}

/** Takes an order that is ready or cancelled out of the kitchen. */
export async function leaveKitchen(writer: Writer, order_id: string): Promise<void> {
  await writer.deleteFrom("kitchen_queue").where("order_id", "=", order_id).execute();
}
