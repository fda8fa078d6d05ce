import type { Reader } from "../../storage/database.ts";
import type { Row } from "../../storage/schema/schema.ts";
import { fromMilli, toMajor } from "../../values/money.ts";
import type { PurchaseAnswer } from "./purchase_answer.ts";

/** An order to a supplier. */
export type PurchaseOrder = Row<"purchase_orders">;

/** A line of one. */
export type PurchaseOrderLine = Row<"purchase_order_lines">;

/** Purchase orders as an answer has them, in the order of the ids. */
export async function readPurchaseOrders(
  reader: Reader,
  ids: readonly string[],
): Promise<PurchaseAnswer["purchase_orders"]> {
  if (ids.length === 0) return [];
  const orders = await reader.selectFrom("purchase_orders").selectAll().where("id", "in", ids)
    .execute();
  const lines = await reader.selectFrom("purchase_order_lines as line")
    .innerJoin("ingredients", "ingredients.id", "line.ingredient_id")
    .selectAll("line").select(["ingredients.name", "ingredients.unit"])
    .where("line.purchase_order_id", "in", ids).orderBy("ingredients.name").execute();
  return ids.flatMap((id) => {
    const order = orders.find((one) => one.id === id);
    if (order === undefined) return [];
    const own = lines.filter(({ purchase_order_id }) => purchase_order_id === id);
    const money = (amount: number) => toMajor(amount, order.currency);
    return [{
      purchase_order_id: id,
      location: order.location_id,
      supplier: order.supplier,
      status: order.status,
      currency: order.currency,
      total: money(own.reduce((sum, { packs, pack_cost }) => sum + packs * pack_cost, 0)),
      expected_on: order.expected_on,
      lines: own.map(({ ingredient_id, name, unit, packs, received_packs, ...line }) => ({
        item_id: ingredient_id,
        name,
        packs,
        received_packs,
        pack_size: fromMilli(line.pack_size),
        unit,
        pack_cost: money(line.pack_cost),
        cost: money(packs * line.pack_cost),
        reason: line.reason,
      })),
    }];
  });
}
