import { setTaxRate } from "../../src/restaurant/locations/tax_rate.ts";
import type { NewAvailability } from "../../src/restaurant/menu/set_availability.ts";
import { writeVariations } from "../../src/restaurant/menu/variations.ts";
import type { OrderRequest } from "../../src/restaurant/orders/take/order_request.ts";
import { type PlacedOrder, placeOrder } from "../../src/restaurant/orders/take/place_order.ts";
import { insertMany } from "../../src/storage/bulk.ts";
import type { Database, Writer } from "../../src/storage/database.ts";
import { noon } from "./calls.ts";
import { type Engine, SQLITE } from "./engines.ts";
import { addPantry } from "./pantry.ts";
import { addRestaurant, BURGER, COLA, SALAD } from "./sales.ts";

/** The actor of the tests, on the last day of 2026 at seven in New York. */
export const WAITER = { actor: "waiter", now: noon() };

/** The restaurant of the tests with a kitchen, prices and choices; downtown adds 8.875 % tax. */
export async function openFloor(engine: Engine = SQLITE): Promise<Database> {
  return await fillFloor(await engine.fresh());
}

/** The same in a database that other processes can open, too. */
export async function fillFloor(database: Database): Promise<Database> {
  await database.write(addFloor);
  return database;
}

/** Adds all of it to an empty database. */
export async function addFloor(writer: Writer): Promise<void> {
  await addRestaurant(writer);
  await addPantry(writer);
  await addPrices(writer);
}

/** Burgers at 9.50 with up to two extras, salads at 7.00, colas at 2.50 in one of two sizes. */
async function addPrices(writer: Writer): Promise<void> {
  for (const [{ menu_item_id }, price] of [[BURGER, 9_50], [SALAD, 7_00], [COLA, 2_50]] as const) {
    await writer.updateTable("menu_items").set({ price }).where("id", "=", menu_item_id).execute();
  }
  await insertMany(writer, "modifier_groups", [
    { id: "extras", name: "Extras", min_selections: 0, max_selections: 2 },
    { id: "size", name: "Size", min_selections: 1, max_selections: 1 },
  ]);
  await insertMany(writer, "modifiers", [
    { id: "cheese", group_id: "extras", name: "Extra cheese", price: 1_50 },
    { id: "bacon", group_id: "extras", name: "Bacon", price: 2_00 },
    { id: "no-bun", group_id: "extras", name: "Without bun", price: -20_00 },
    { id: "small", group_id: "size", name: "Small", price: 0 },
    { id: "large", group_id: "size", name: "Large", price: 75 },
  ]);
  await insertMany(writer, "menu_item_modifier_groups", [
    { menu_item_id: BURGER.menu_item_id, group_id: "extras", position: 0 },
    { menu_item_id: COLA.menu_item_id, group_id: "size", position: 0 },
  ]);
  await setTaxRate(writer, "downtown", 88_750);
}

/** Sells burgers in three sizes, none of them at the item's own price. */
export async function sellInSizes(database: Database): Promise<void> {
  await database.write((writer) =>
    writeVariations(writer, BURGER.menu_item_id, [
      { name: "Small", price: 6_50, portion: 1000 },
      { name: "Large", price: 11_00, portion: 1500 },
      { name: "Party Size", price: null, portion: 1000 },
    ])
  );
}

/** A kitchen that has so many salads left downtown, and no more. */
export function fewSalads(remaining: number): NewAvailability {
  return {
    menu_item_id: SALAD.menu_item_id,
    location_ids: ["downtown"],
    state: "limited",
    remaining,
    actor: "kitchen",
  };
}

/** Some burgers. */
export function burgers(quantity: number): OrderRequest["items"][number] {
  return { menu_item_id: BURGER.menu_item_id, quantity };
}

/** Some salads. */
export function salads(quantity: number): OrderRequest["items"][number] {
  return { menu_item_id: SALAD.menu_item_id, quantity };
}

/** A burger to take away from downtown, and whatever is different about this order. */
export function request(parts: Partial<OrderRequest> = {}): OrderRequest {
  return { location: "downtown", order_type: "takeout", items: [burgers(1)], ...parts };
}

/** Takes an order as the waiter. */
export function place(
  database: Database,
  parts: Partial<OrderRequest> = {},
  by = WAITER,
): Promise<PlacedOrder> {
  return database.write((writer) => placeOrder(writer, request(parts), by));
}

/** Sets when downtown takes orders, in minutes after midnight. */
export async function setHours(
  database: Database,
  hours: readonly (readonly [weekday: number, opens: number, closes: number])[],
): Promise<void> {
  const rows = hours.map(([weekday, opens, closes]) => {
    return { location_id: "downtown", weekday, opens, closes };
  });
  await database.write((writer) => insertMany(writer, "opening_hours", rows));
}
