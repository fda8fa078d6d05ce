import { recordEvents } from "../../journal/outbox.ts";
import { giveBack } from "../../inventory/consumption.ts";
import { returnRemaining } from "../../menu/remaining.ts";
import { type Order, soldLines } from "../model/order.ts";
import { readOrders } from "../read/read_orders.ts";
import { writeSales } from "../../sales/write_sales.ts";
import type { Writer } from "../../../storage/database.ts";
import type { OrderStatus } from "../../../storage/schema/tables/orders.ts";
import { instantText } from "../../../values/clock.ts";
import { RestaurantError } from "../../../values/errors.ts";
import { notePace } from "../take/kitchen.ts";
import { leaveKitchen } from "../take/kitchen_queue.ts";
import type { Actor } from "../take/place_order.ts";
import { assertTransition, reasonFor } from "./transitions.ts";

/** The requested status of an order. */
export interface Transition {
  readonly order_id: string;
  readonly status: OrderStatus;
  /** Needed to cancel. */
  readonly reason?: string | undefined;
}

/** An order and what moving it did. */
export interface OrderAfterTransition {
  readonly order: Order;
  /** The status it had; the same if nothing was to be done. */
  readonly before: OrderStatus;
  /** Whether its ingredients and limited portions were returned. */
  readonly stock_returned: boolean;
}

/**
 * Moves an order to a status, or cancels it. A cancelled order is not a sale but a void; what was
 * not begun goes back to stock. An order that has the status already stays as it is.
 *
 * @throws {RestaurantError} NOT_FOUND for an unknown order; CONFLICT for an illegal transition,
 * with the legal ones; INVALID_INPUT for a cancellation without a reason.
 */
export async function transitionOrder(
  writer: Writer,
  { order_id, status, reason }: Transition,
  { actor, now }: Actor,
): Promise<OrderAfterTransition> {
  const order = await heldOrder(writer, order_id);
  if (order === undefined) throw unknownOrder(order_id);
  if (order.status === status) return { order, before: status, stock_returned: false };
  assertTransition(order, status);
  const at = instantText(now);
  const step = { order, reason: reasonFor(status, reason), actor, at };
  const moved = status === "cancelled" ? cancelledOrder(step) : { ...order, status };
  await claim(writer, order, status, at);
  if (status === "cancelled") await cancel(writer, moved, step);
  if (status !== "preparing") await leaveKitchen(writer, order_id);
  await recordProgress(writer, moved, step);
  return {
    order: moved,
    before: order.status,
    stock_returned: status === "cancelled" && order.status === "received",
  };
}

/** The order as it is now, with its row locked until the transaction ends. */
async function heldOrder(writer: Writer, id: string): Promise<Order | undefined> {
  await writer.selectFrom("orders").select("id").where("id", "=", id).forNoKeyUpdate().execute();
  const [order] = await readOrders(writer, [id]);
  return order;
}

interface Step {
  /** As it was. */
  readonly order: Order;
  readonly reason: string | null;
  readonly actor: string;
  readonly at: string;
}

/** Sets the status if it still is what was read: of two who move an order, one does. */
async function claim(
  writer: Writer,
  { id, number, status: before }: Order,
  status: OrderStatus,
  at: string,
): Promise<void> {
  const { numUpdatedRows } = await writer.updateTable("orders")
    .set(({ eb }) => ({ status, updated_at: at, version: eb("version", "+", 1) }))
    .where("id", "=", id).where("status", "=", before)
    .executeTakeFirstOrThrow();
  if (numUpdatedRows === 1n) return;
  throw new RestaurantError("CONFLICT", `Order ${number} was changed at the same time.`, {
    hint: "Read it again before you repeat the call.",
  });
}

/** A cancelled order, each line of which says why. */
function cancelledOrder({ order, reason }: Pick<Step, "order" | "reason">): Order {
  const lines = order.lines.map((line) => reason === null ? line : { ...line, reason });
  return { ...order, status: "cancelled", lines };
}

async function cancel(writer: Writer, cancelled: Order, step: Step): Promise<void> {
  const { order, at } = step;
  if (order.status === "received") await putBack(writer, step);
  await writeSales(writer, { orders: [{ before: order, after: cancelled }], refunds: [] }, at);
}

/** Portions, then ingredients: in the order in which they are taken, to avoid deadlocks. */
async function putBack(writer: Writer, { order, reason, actor, at }: Step): Promise<void> {
  const { id: order_id, location_id, opened: { at: since, business_date } } = order;
  const portions = soldLines(order).map(({ menu_item_id, quantity }) => ({
    menu_item_id,
    count: Math.floor(quantity / 1000),
  }));
  await returnRemaining(writer, location_id, portions, at);
  await giveBack(writer, { order_id, location_id, since, actor, business_date, reason }, at);
}

async function recordProgress(
  writer: Writer,
  { id, number, status, location_id, order_type, opened }: Order,
  { order: before, reason, actor, at }: Step,
): Promise<void> {
  const { last } = await writer.selectFrom("order_progress")
    .select(({ fn }) => fn.max<number | null>("position").as("last"))
    .where("order_id", "=", id).executeTakeFirstOrThrow();
  await writer.insertInto("order_progress")
    .values({ location_id, order_id: id, position: (last ?? 0) + 1, status, reason, actor, at })
    .execute();
  const isDelivered = status === "completed" && order_type === "delivery";
  if (status === "ready" || isDelivered) await notePace(writer, location_id);
  await recordEvents(writer, [{
    kind: "order_status_changed",
    subject_id: id,
    location_id,
    business_date: opened.business_date,
    details: { number, status, before: before.status },
  }], at);
}

function unknownOrder(id: string): RestaurantError {
  return new RestaurantError("NOT_FOUND", `There is no order '${id}'.`, {
    hint: "Find its order_id with search_orders.",
  });
}
