import { moveStock } from "../../src/restaurant/inventory/ledger.ts";
import { setOpeningHours } from "../../src/restaurant/locations/opening_hours.ts";
import { addLocation } from "../../src/restaurant/locations/location.ts";
import { setTaxRate } from "../../src/restaurant/locations/tax_rate.ts";
import type { Order } from "../../src/restaurant/orders/model/order.ts";
import { writeSales } from "../../src/restaurant/sales/write_sales.ts";
import { createToken } from "../../src/security/tokens.ts";
import { insertMany } from "../../src/storage/bulk.ts";
import type { Database, Writer } from "../../src/storage/database.ts";
import type { OrderStatus } from "../../src/storage/schema/tables/orders.ts";
import { callTool, noon, testRegistry } from "./calls.ts";
import { type Engine, SQLITE } from "./engines.ts";
import { addFloor } from "./floor.ts";
import { BEEF, BUNS, LETTUCE } from "./pantry.ts";
import {
  BURGER,
  COLA,
  HARBOUR,
  line,
  moment,
  newSales,
  order,
  orderPromise,
  refund,
  refundLine,
  SALAD,
  WRITTEN_AT,
} from "./sales.ts";

/** The location that the caller of the tests acts for. */
export const HERE = "downtown";

/** In every text that belongs to another location, and in no other. */
export const MARK = "zq7foreign";

/** The order of another location that is still open. */
export const FOREIGN_ORDER = "FOREIGN1";

/** Two more locations than the caller's: so that something can concern both, and only them. */
const ELSEWHERE = {
  id: "lisbon",
  name: `Lisbon ${MARK}`,
  time_zone: "Europe/Lisbon",
  currency: "EUR",
  business_day_start: 300,
} as const;

/** Names of what a test may ask for by id. */
export interface Known {
  /** A change of stock, and one of the menu, which all share. */
  readonly changes: { readonly stock: string; readonly menu: string };
  /** Changes of other locations: of one, of two together, and one that was undone. */
  readonly foreign: { readonly one: string; readonly two: string; readonly undone: string };
}

/** A restaurant with some of everything here, and optionally as much elsewhere. */
export async function openTwoPlaces(
  withOthers: boolean,
  engine: Engine = SQLITE,
): Promise<Known & { readonly database: Database }> {
  const database = await engine.fresh();
  await database.write(addFloor);
  if (!withOthers) {
    await database.write((writer) =>
      writer.deleteFrom("locations").where("id", "=", HARBOUR.id).execute()
    );
  }
  await database.write((writer) => fillPlace(writer, HERE, "HERE", "of ours"));
  const changes = {
    stock: await change(database, "update_inventory", {
      item_id: BEEF.id,
      quantity: 9000,
      location: HERE,
    }),
    menu: await change(database, "update_menu_item", {
      item_id: BURGER.menu_item_id,
      updates: { description: "With cheese" },
    }),
  };
  const foreign = withOthers
    ? await fillOthers(database)
    : { one: "NOSUCH01", two: "NOSUCH02", undone: "NOSUCH03" };
  return { database, changes, foreign };
}

async function fillOthers(database: Database): Promise<Known["foreign"]> {
  await database.write(async (writer) => {
    await addLocation(writer, ELSEWHERE, WRITTEN_AT);
    await fillPlace(writer, HARBOUR.id, "FOREIGN", MARK);
    await createToken(
      writer,
      { name: MARK, role: "viewer", locations: [HARBOUR.id], expires: null },
      noon(),
    );
    await writer.insertInto("imports").values({
      id: "IMPORT00",
      file_name: `${MARK}.csv`,
      format: "generic",
      started_at: WRITTEN_AT,
      rows_read: 7,
      rows_taken: 7,
      rows_skipped: 0,
      rows_quarantined: 0,
    }).execute();
  });
  const stock = { item_id: LETTUCE.id, movement: "waste", reason: MARK, location: HARBOUR.id };
  const one = await change(database, "update_inventory", { ...stock, quantity: 77 });
  const undone = await change(database, "update_inventory", { ...stock, quantity: 78 });
  await change(database, "undo_change", { change_id: undone });
  const two = await change(database, "update_inventory", {
    item_id: BUNS.id,
    movement: "transfer",
    quantity: 7,
    location: HARBOUR.id,
    to_location: ELSEWHERE.id,
  });
  return { one, two, undone };
}

async function change(
  database: Database,
  tool: string,
  args: Record<string, unknown>,
): Promise<string> {
  const { structured, text } = await callTool(testRegistry(database), tool, args);
  if (typeof structured.change_id !== "string") throw new Error(text);
  return structured.change_id;
}

/** Something in every table that can hold it, with words of its own. */
async function fillPlace(
  writer: Writer,
  location_id: string,
  prefix: string,
  words: string,
): Promise<void> {
  const orders = ordersOf(location_id, prefix, words);
  const given = refund({
    id: `${prefix.slice(0, 1)}REFUND1`,
    location_id,
    order_id: orders[0]?.id ?? null,
    reason: words,
    payment_method: `coins ${words}`,
    lines: [refundLine({ amount: 1_23 })],
  });
  await writeSales(writer, newSales(orders, [given]), WRITTEN_AT);
  await insertMany(
    writer,
    "order_progress",
    orders.map(({ id, status, opened: { at } }) => ({
      location_id,
      order_id: id,
      position: 1,
      status,
      reason: words,
      actor: words,
      at,
    })),
  );
  await insertMany(
    writer,
    "order_promises",
    orders.map(({ id }) => orderPromise({ location_id, order_id: id, promised_at: WRITTEN_AT })),
  );
  await setTaxRate(writer, location_id, location_id === HERE ? 88_750 : 77_123);
  await setOpeningHours(
    writer,
    location_id,
    [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, opens: 0, closes: 1440 })),
  );
  const movements = [BEEF, BUNS, LETTUCE].map(({ id }, index) => ({
    location_id,
    ingredient_id: id,
    kind: "count" as const,
    quantity: (location_id === HERE ? 5_000 : 7_777) * 1000 + index,
    reason: words,
    actor: words,
    order_id: null,
    business_date: "2026-12-13",
  }));
  await moveStock(writer, movements, WRITTEN_AT);
  await writer.insertInto("item_availability")
    .values({ location_id, menu_item_id: COLA.menu_item_id, state: "limited", remaining: 43 })
    .execute();
  await insertMany(
    writer,
    "feedback",
    [1, 5].map((rating) => ({
      id: `${prefix.slice(0, 1)}FEEDBK${rating}`,
      location_id,
      order_id: null,
      received_at: WRITTEN_AT,
      business_date: "2026-12-30",
      channel: `web ${words}`,
      rating,
      text: `Told ${words}`,
    })),
  );
}

/** Orders of a fortnight, the last of them open. */
function ordersOf(location_id: string, prefix: string, words: string): Order[] {
  const open: OrderStatus[] = ["received", "preparing", "ready"];
  return Array.from({ length: 12 }, (_, index) => {
    const day = 19 + index;
    return order({
      id: `${prefix}${index.toString(36).toUpperCase()}`.padEnd(8, "X"),
      location_id,
      number: `${words} ${index}`,
      status: index === 1 ? "received" : open[index - 9] ?? "completed",
      opened: moment(`2026-12-${day}T${10 + index}:30`),
      guests: index + 1,
      table_name: `T ${words}`,
      customer_name: `Guest ${words}`,
      lines: [
        line({ gross: 5_00 + index, discount: 10, tax: 45, notes: `Please ${words}` }),
        line({ ...SALAD, category: `Bowls ${words}`, gross: 7_77, modifiers: [] }),
      ],
      payments: [{ method: `coins ${words}`, amount: 12_00, tip: 1_11 }],
      discounts: [{ name: `Voucher ${words}`, amount: 10 }],
      service_charges: [{ name: `Cover ${words}`, amount: 33, is_gratuity: false }],
    });
  });
}
