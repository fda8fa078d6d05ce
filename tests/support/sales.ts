import { addLocation, type NewLocation } from "../../src/restaurant/locations/location.ts";
import type {
  Order,
  OrderLine,
  Refund,
  RefundLine,
} from "../../src/restaurant/orders/model/order.ts";
import { insertMany } from "../../src/storage/bulk.ts";
import type { Database, Writer } from "../../src/storage/database.ts";
import type { Row } from "../../src/storage/schema/schema.ts";
import type { SalesChanges } from "../../src/restaurant/sales/write_sales.ts";
import { type Moment, momentOfLocal } from "../../src/values/business_day.ts";
import { type Engine, SQLITE } from "./engines.ts";

/** When everything in tests is written. */
export const WRITTEN_AT = "2026-12-31T12:00:00Z";

/** Two places that sell, in different time zones. */
export const DOWNTOWN: NewLocation = {
  id: "downtown",
  name: "Downtown",
  time_zone: "America/New_York",
  currency: "USD",
  business_day_start: 240,
};

/** The second place: later business days, another zone. */
export const HARBOUR: NewLocation = {
  id: "harbour",
  name: "Harbour",
  time_zone: "America/Los_Angeles",
  currency: "USD",
  business_day_start: 300,
};

/** What they sell. */
export const BURGER = { menu_item_id: "BURGER00", name: "Cheeseburger", category: "Mains" };
/** A second dish of the burger's category. */
export const SALAD = { menu_item_id: "SALAD000", name: "Salad", category: "Mains" };
/** Another category. */
export const COLA = { menu_item_id: "COLA0000", name: "Cola", category: "Drinks" };

/** A database that has the two locations and the menu. */
export async function openRestaurant(engine: Engine = SQLITE): Promise<Database> {
  const database = await engine.fresh();
  await database.write(addRestaurant);
  return database;
}

/** Adds the two locations and the menu. */
export async function addRestaurant(writer: Writer): Promise<void> {
  await addLocation(writer, DOWNTOWN, WRITTEN_AT);
  await addLocation(writer, HARBOUR, WRITTEN_AT);
  await insertMany(writer, "menu_items", [BURGER, SALAD, COLA].map(menuItem));
}

/** The row of something sold, without a price on the menu. */
export function menuItem({ menu_item_id, name, category }: typeof BURGER): Row<"menu_items"> {
  return {
    id: menu_item_id,
    name,
    category,
    description: "",
    currency: "USD",
    price: null,
    version: 1,
    created_at: WRITTEN_AT,
    updated_at: WRITTEN_AT,
  };
}

/** A wall-clock time, in New York by default. */
export function moment(local: string, calendar = DOWNTOWN): Moment {
  return momentOfLocal(Temporal.PlainDateTime.from(local), calendar);
}

/** A cheeseburger for 5.00, and whatever is different about this one. */
export function line(parts: Partial<OrderLine> = {}): OrderLine {
  return {
    ...BURGER,
    variation: "",
    quantity: 1000,
    gross: 5_00,
    discount: 0,
    tax: 0,
    voided: false,
    gift_card: false,
    ...parts,
  };
}

/** A completed order of one cheeseburger on 14 December, paid with nothing that is known. */
export function order(parts: Partial<Order> = {}): Order {
  return {
    id: "ORDER001",
    location_id: "downtown",
    source: "generic",
    external_id: null,
    number: "1",
    order_type: "dine_in",
    status: "completed",
    opened: moment("2026-12-14T12:30"),
    guests: null,
    table_name: null,
    customer_name: null,
    lines: [line()],
    payments: [],
    discounts: [],
    service_charges: [],
    ...parts,
  };
}

/** When an order downtown is promised; nobody asked for a time. */
export function orderPromise(
  parts:
    & Pick<Row<"order_promises">, "order_id" | "promised_at">
    & Partial<Row<"order_promises">>,
): Row<"order_promises"> {
  return { location_id: "downtown", requested_at: null, ...parts };
}

/** One cheeseburger given back. */
export function refundLine(parts: Partial<RefundLine> = {}): RefundLine {
  return { ...BURGER, quantity: 1000, amount: 5_00, tax: 0, ...parts };
}

/** A refund of one cheeseburger on 15 December. */
export function refund(parts: Partial<Refund> = {}): Refund {
  return {
    id: "REFUND01",
    location_id: "downtown",
    order_id: null,
    source: "generic",
    external_id: null,
    order_type: "dine_in",
    payment_method: "card",
    refunded: moment("2026-12-15T10:00"),
    lines: [refundLine()],
    service_charges: 0,
    gratuity: 0,
    tips: 0,
    reason: null,
    ...parts,
  };
}

/** Changes that make these orders and refunds new. */
export function newSales(
  orders: readonly Order[],
  refunds: readonly Refund[] = [],
): SalesChanges {
  return {
    orders: orders.map((after) => ({ before: null, after })),
    refunds: refunds.map((after) => ({ before: null, after })),
  };
}
