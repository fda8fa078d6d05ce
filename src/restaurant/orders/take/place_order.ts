import { recordEvents } from "../../journal/outbox.ts";
import type { SalesTax } from "../../locations/tax_rate.ts";
import { type Order, orderTotals } from "../model/order.ts";
import { writeSales } from "../../sales/write_sales.ts";
import { insertMany } from "../../../storage/bulk.ts";
import { freshIds } from "../../../storage/ids.ts";
import { noteLocations } from "../../../storage/question_locations.ts";
import type { Writer } from "../../../storage/database.ts";
import { momentOfInstant } from "../../../values/business_day.ts";
import { instantText } from "../../../values/clock.ts";
import { billLines, NO_TAX } from "./bill.ts";
import { type CheckedOrder, checkOrder } from "./check_order.ts";
import { type Estimate, estimate } from "./estimate.ts";
import { itemsAhead, observedDelivery, observedPreparation } from "./kitchen.ts";
import { enterKitchen } from "./kitchen_queue.ts";
import { nextOrderNumber } from "./order_number.ts";
import { type OrderCatalog, orderCatalog } from "./order_catalog.ts";
import type { OrderRequest } from "./order_request.ts";
import { readSupply, takeStock } from "./take_stock.ts";

/** The `source` of orders that are taken here. */
export const SOURCE = "restaurant-mcp";

/** Who changes an order, and when. */
export interface Actor {
  readonly actor: string;
  readonly now: Temporal.Instant;
}

/** An order that was taken. */
export interface PlacedOrder {
  readonly order: Order;
  readonly estimate: Estimate;
  readonly currency: string;
  /** IANA name, for telling times. */
  readonly time_zone: string;
  /** Undefined if the location has none, and no tax was added. */
  readonly sales_tax: SalesTax | undefined;
}

/**
 * Takes an order: checks it, consumes its ingredients and limited portions, writes it with its
 * sales figures and records an event. All of it is in the writer's transaction.
 *
 * @param asked The catalog, if it was asked for along with something else.
 * @throws {RestaurantError} INVALID_ORDER with every problem; INSUFFICIENT_INVENTORY with what is
 * available. The transaction must then not be committed.
 */
export async function placeOrder(
  writer: Writer,
  request: OrderRequest,
  { actor, now }: Actor,
  asked: Promise<OrderCatalog> = orderCatalog(writer),
): Promise<PlacedOrder> {
  const catalog = await asked;
  const checked = checkOrder(catalog, request, now);
  const { location } = checked;
  noteLocations(writer, [location.id]);
  const at = instantText(now);
  const sales_tax = catalog.taxRates.get(location.id);
  // Together, which on a server is one round trip instead of six.
  const [promise, order, supply] = await Promise.all([
    estimateFor(writer, checked, now),
    newOrder(writer, checked, { now, sales_tax: sales_tax ?? NO_TAX }),
    readSupply(writer, checked, catalog.recipes),
  ]);
  const { business_date } = order.opened;
  await takeStock(writer, checked, supply, { order_id: order.id, actor, business_date, at });
  await writeSales(writer, { orders: [{ before: null, after: order }], refunds: [] }, at);
  await writePromise(writer, order, { actor, at, promise, requested: checked.requested });
  await enterKitchen(writer, [{ order, wanted: checked.requested ?? now }]);
  await recordEvents(writer, [receivedEvent(order, promise)], at);
  return {
    order,
    estimate: promise,
    currency: location.currency,
    time_zone: location.time_zone,
    sales_tax,
  };
}

async function estimateFor(
  writer: Writer,
  { location, order_type, lines, requested }: CheckedOrder,
  now: Temporal.Instant,
): Promise<Estimate> {
  const kitchen = { location_id: location.id, now };
  const items = lines.reduce((sum, { quantity }) => sum + quantity, 0);
  const [items_ahead, preparation, delivery] = await Promise.all([
    itemsAhead(writer, kitchen),
    observedPreparation(writer, kitchen, items),
    order_type === "delivery" ? observedDelivery(writer, kitchen) : null,
  ]);
  return estimate({ order_type, items, items_ahead, now, requested, preparation, delivery });
}

async function newOrder(
  writer: Writer,
  { location, lines, order_type, customer_name, guests, table_name }: CheckedOrder,
  { now, sales_tax }: { readonly now: Temporal.Instant; readonly sales_tax: SalesTax },
): Promise<Order> {
  const opened = momentOfInstant(now, location);
  const [[id = ""], number] = await Promise.all([
    freshIds(writer, "orders", 1),
    nextOrderNumber(writer, location.id, opened.business_date),
  ]);
  return {
    id,
    location_id: location.id,
    source: SOURCE,
    external_id: null,
    number,
    order_type,
    status: "received",
    opened,
    guests,
    table_name,
    customer_name,
    lines: billLines(lines, sales_tax),
    payments: [],
    discounts: [],
    service_charges: [],
  };
}

async function writePromise(
  writer: Writer,
  { id: order_id, location_id, status }: Order,
  { actor, at, promise, requested }: {
    readonly actor: string;
    readonly at: string;
    readonly promise: Estimate;
    readonly requested: Temporal.Instant | null;
  },
): Promise<void> {
  await insertMany(writer, "order_progress", [
    { location_id, order_id, position: 1, status, reason: null, actor, at },
  ]);
  await insertMany(writer, "order_promises", [{
    location_id,
    order_id,
    requested_at: requested?.toString({ smallestUnit: "second" }) ?? null,
    promised_at: instantText(promise.ready_at),
  }]);
}

function receivedEvent(order: Order, { ready_at }: Estimate) {
  const { gross, tax } = orderTotals(order);
  return {
    kind: "order_received" as const,
    subject_id: order.id,
    location_id: order.location_id,
    business_date: order.opened.business_date,
    details: {
      number: order.number,
      order_type: order.order_type,
      status: order.status,
      total_minor: gross + tax,
      promised_at: instantText(ready_at),
    },
  };
}
