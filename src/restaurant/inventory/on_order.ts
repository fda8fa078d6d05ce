import type { Reader } from "../../storage/database.ts";
import type { Milli } from "../../values/money.ts";

/** The outstanding quantity of an ingredient in a placed purchase order. */
export interface OnOrder {
  readonly location_id: string;
  readonly ingredient_id: string;
  /** Thousandths of the ingredient's unit. */
  readonly quantity: Milli;
  readonly expected_on: string | null;
}

/** What is on order at some locations: placed and not yet received, without drafts. */
export async function readOnOrder(
  reader: Reader,
  locationIds: readonly string[],
): Promise<OnOrder[]> {
  const rows = await reader.selectFrom("purchase_order_lines as line")
    .innerJoin(
      "purchase_orders as order",
      (join) =>
        join.onRef("order.id", "=", "line.purchase_order_id")
          .onRef("order.location_id", "=", "line.location_id"),
    )
    .select(["line.location_id", "line.ingredient_id", "line.packs", "line.received_packs"])
    .select(["line.pack_size", "order.expected_on"])
    .where("order.location_id", "in", locationIds)
    .where("order.status", "=", "placed")
    .execute();
  return rows.filter(({ packs, received_packs }) => packs > received_packs)
    .map(({ location_id, ingredient_id, packs, received_packs, pack_size, expected_on }) => ({
      location_id,
      ingredient_id,
      quantity: (packs - received_packs) * pack_size,
      expected_on,
    }));
}
