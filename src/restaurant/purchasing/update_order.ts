import type { Writer } from "../../storage/database.ts";
import { momentOfInstant } from "../../values/business_day.ts";
import { dateOfDay, dayNumber } from "../../values/day_number.ts";
import { RestaurantError } from "../../values/errors.ts";
import { existingIngredient } from "../inventory/ingredients.ts";
import { chooseLocation } from "../locations/location.ts";
import { costOf, type HeldOrder, holdOrder, noLines, touch } from "./held_order.ts";
import type { PurchaseAction, PurchaseUpdate, WantedLine } from "./purchase_update.ts";
import type { PurchaseOrder } from "./read_purchase_orders.ts";
import { receiveLines } from "./receive_lines.ts";

/**
 * Changes a draft, places it, receives a delivery, or drops it. Receiving adds to stock and, if a
 * pack came at another price, changes the cost of the ingredient.
 *
 * @param at UTC instant of the change.
 * @returns Notes besides the order itself.
 * @throws {RestaurantError} NOT_FOUND; CONFLICT if the order's status forbids it; INVALID_INPUT for
 * lines that are not in it or make no sense.
 */
export async function updateOrder(
  writer: Writer,
  update: PurchaseUpdate,
  at: string,
): Promise<string[]> {
  const held = await holdOrder(writer, update.purchase_order_id);
  assertStatus(held.order, update.action);
  switch (update.action) {
    case "change":
      return await changeLines(writer, held, update.lines ?? []);
    case "place":
      return await place(writer, held, at);
    case "receive":
      return await receiveLines(writer, held, update, at);
    case "drop":
      return await drop(writer, held, at);
  }
}

const POSSIBLE: Readonly<Record<PurchaseOrder["status"], readonly PurchaseAction[]>> = {
  draft: ["change", "place", "drop"],
  placed: ["receive", "drop"],
  received: [],
  dropped: [],
};

const DONE: Readonly<Record<PurchaseAction, string>> = {
  change: "changed",
  place: "placed",
  receive: "received",
  drop: "dropped",
};

function assertStatus({ id, status }: PurchaseOrder, action: PurchaseAction): void {
  const possible = POSSIBLE[status];
  if (possible.includes(action)) return;
  throw new RestaurantError(
    "CONFLICT",
    `Purchase order ${id} is ${status}, so it cannot be ${DONE[action]}.`,
    {
      hint: possible.length === 0
        ? "It is closed; draft_purchase_orders makes a new one."
        : `Possible now: ${possible.join(", ")}.`,
    },
  );
}

/** Sets the packs of lines of a draft; 0 takes a line out, another ingredient of the supplier joins. */
async function changeLines(
  writer: Writer,
  { order, lines }: HeldOrder,
  wanted: readonly WantedLine[],
): Promise<string[]> {
  if (wanted.length === 0) throw noLines("Say with `lines` what to change.");
  for (const { item_id, packs, pack_cost } of wanted) {
    const known = lines.find(({ ingredient_id }) => ingredient_id === item_id);
    const ingredient = await existingIngredient(writer, item_id);
    if (ingredient.supplier !== order.supplier || ingredient.currency !== order.currency) {
      throw noLines(`${ingredient.name} comes from ${ingredient.supplier}, not ${order.supplier}.`);
    }
    const cost = costOf(pack_cost, order) ?? known?.pack_cost ?? ingredient.pack_cost;
    const line = { packs, pack_cost: cost, reason: "changed by hand" };
    const { numUpdatedRows } = await writer.updateTable("purchase_order_lines").set(line)
      .where("purchase_order_id", "=", order.id).where("ingredient_id", "=", item_id)
      .executeTakeFirstOrThrow();
    if (numUpdatedRows > 0n) continue;
    await writer.insertInto("purchase_order_lines").values({
      ...line,
      purchase_order_id: order.id,
      location_id: order.location_id,
      ingredient_id: item_id,
      received_packs: 0,
      pack_size: ingredient.pack_size,
    }).execute();
  }
  await writer.deleteFrom("purchase_order_lines")
    .where("purchase_order_id", "=", order.id).where("packs", "=", 0).execute();
  await touch(writer, order, {});
  return [];
}

async function place(writer: Writer, { order, lines }: HeldOrder, at: string): Promise<string[]> {
  if (lines.length === 0) throw noLines("The draft has no lines; there is nothing to order.");
  const leads = await writer.selectFrom("ingredients").select("lead_time_days")
    .where("id", "in", lines.map(({ ingredient_id }) => ingredient_id)).execute();
  const location = await chooseLocation(writer, order.location_id);
  const today = momentOfInstant(Temporal.Instant.from(at), location).business_date;
  const lead = Math.max(...leads.map(({ lead_time_days }) => lead_time_days));
  const expected_on = dateOfDay(dayNumber(today) + lead);
  await touch(writer, order, { status: "placed", placed_at: at, expected_on });
  return [
    "Placed here means written down as on order: send it to the supplier yourself.",
  ];
}

async function drop(writer: Writer, { order, lines }: HeldOrder, at: string): Promise<string[]> {
  const came = lines.some(({ received_packs }) => received_packs > 0);
  await touch(writer, order, { status: came ? "received" : "dropped", closed_at: at });
  return came ? ["What was received stays in stock; the rest is no longer on order."] : [];
}
