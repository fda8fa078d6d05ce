import type { Writer } from "../../storage/database.ts";
import { RestaurantError } from "../../values/errors.ts";
import { existingIngredient } from "../inventory/ingredients.ts";
import { changePackPrice } from "../inventory/pack_price.ts";
import { writeStockChange } from "../inventory/write_stock_change.ts";
import { costOf, type HeldOrder, noLines, touch } from "./held_order.ts";
import type { PurchaseUpdate, WantedLine } from "./purchase_update.ts";
import type { PurchaseOrder, PurchaseOrderLine } from "./read_purchase_orders.ts";

/** A delivery this many times as large as what was outstanding is a slip. */
const MOST_TIMES = 3;

/**
 * Receives what came: into stock, with the prices it came at. Without lines all that is outstanding
 * came. Once nothing is outstanding the order is received.
 */
export async function receiveLines(
  writer: Writer,
  { order, lines }: HeldOrder,
  { lines: given, actor, mayChangePrices }: PurchaseUpdate,
  at: string,
): Promise<string[]> {
  const came = given ?? outstanding(lines);
  const notes: string[] = [];
  for (const one of came) {
    const line = lineOf(lines, one);
    if (one.packs > 0) await receive(writer, order, line, one.packs, actor, at);
    const cost = costOf(one.pack_cost, order);
    if (cost !== undefined && cost !== line.pack_cost) {
      notes.push(...await reprice(writer, order, line, { cost, mayChangePrices }, at));
    }
  }
  const after = await writer.selectFrom("purchase_order_lines").selectAll()
    .where("purchase_order_id", "=", order.id).execute();
  const isWhole = outstanding(after).length === 0;
  await touch(writer, order, isWhole ? { status: "received", closed_at: at } : {});
  if (!isWhole) {
    notes.push("The rest stays on order; use action drop if it will not come.");
  }
  return notes;
}

function outstanding(lines: readonly PurchaseOrderLine[]): WantedLine[] {
  return lines.filter(({ packs, received_packs }) => packs > received_packs)
    .map(({ ingredient_id, packs, received_packs }) => ({
      item_id: ingredient_id,
      packs: packs - received_packs,
    }));
}

function lineOf(lines: readonly PurchaseOrderLine[], { item_id, packs }: WantedLine) {
  const line = lines.find(({ ingredient_id }) => ingredient_id === item_id);
  if (line === undefined) {
    throw noLines(`${item_id} is not in this order; write it down with update_inventory.`);
  }
  const left = Math.max(line.packs - line.received_packs, 1);
  if (packs > MOST_TIMES * left) {
    throw noLines(`${packs} packs of ${item_id} came, but ${left} are outstanding; is that right?`);
  }
  return line;
}

async function receive(
  writer: Writer,
  order: PurchaseOrder,
  line: PurchaseOrderLine,
  packs: number,
  actor: string,
  at: string,
): Promise<void> {
  await writeStockChange(writer, {
    ingredient_id: line.ingredient_id,
    kind: "received",
    moves: [{ location_id: order.location_id, quantity: packs * line.pack_size }],
    reason: `purchase order ${order.id}`,
    actor,
  }, at);
  await writer.updateTable("purchase_order_lines")
    .set({ received_packs: line.received_packs + packs })
    .where("purchase_order_id", "=", order.id)
    .where("ingredient_id", "=", line.ingredient_id).execute();
}

/** Deliveries at another price: the line keeps it, and the ingredient costs that from now on. */
async function reprice(
  writer: Writer,
  order: PurchaseOrder,
  line: PurchaseOrderLine,
  { cost, mayChangePrices }: { readonly cost: number; readonly mayChangePrices: boolean },
  at: string,
): Promise<string[]> {
  if (!mayChangePrices) {
    throw new RestaurantError(
      "FORBIDDEN",
      "An ingredient's cost is shared by all locations; your token covers only some of them.",
      { hint: "Receive without pack_cost, and ask someone whose token covers all locations." },
    );
  }
  await writer.updateTable("purchase_order_lines").set({ pack_cost: cost })
    .where("purchase_order_id", "=", order.id)
    .where("ingredient_id", "=", line.ingredient_id).execute();
  const ingredient = await existingIngredient(writer, line.ingredient_id);
  const price = { pack_size: line.pack_size, pack_cost: cost };
  const isChanged = await changePackPrice(writer, ingredient, price, at);
  return isChanged ? [`${ingredient.name} costs the new price from now on, in recipes too.`] : [];
}
