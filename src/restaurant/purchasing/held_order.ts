import type { Writer } from "../../storage/database.ts";
import { RestaurantError } from "../../values/errors.ts";
import { fromMajor } from "../../values/money.ts";
import type { PurchaseOrder, PurchaseOrderLine } from "./read_purchase_orders.ts";

/** A purchase order with its row locked until the transaction ends. */
export interface HeldOrder {
  readonly order: PurchaseOrder;
  readonly lines: readonly PurchaseOrderLine[];
}

/**
 * A purchase order with its lines, held.
 *
 * @throws {RestaurantError} NOT_FOUND
 */
export async function holdOrder(writer: Writer, id: string): Promise<HeldOrder> {
  const order = await writer.selectFrom("purchase_orders").selectAll().where("id", "=", id)
    .forNoKeyUpdate().executeTakeFirst();
  if (order === undefined) {
    throw new RestaurantError("NOT_FOUND", `There is no purchase order '${id}'.`, {
      hint: "draft_purchase_orders makes drafts and returns their ids.",
    });
  }
  const lines = await writer.selectFrom("purchase_order_lines").selectAll()
    .where("purchase_order_id", "=", id).orderBy("ingredient_id").execute();
  return { order, lines };
}

/**
 * A price in minor units.
 *
 * @throws {RestaurantError} INVALID_INPUT for one that the currency does not have.
 */
export function costOf(
  price: number | undefined,
  { currency }: Pick<PurchaseOrder, "currency">,
): number | undefined {
  if (price === undefined) return undefined;
  const minor = fromMajor(price, currency);
  if (minor === undefined) throw noLines(`${price} is not an amount in ${currency}.`);
  return minor;
}

/** Changes the order's own row. */
export async function touch(
  writer: Writer,
  { id, version }: PurchaseOrder,
  change: Partial<PurchaseOrder>,
): Promise<void> {
  await writer.updateTable("purchase_orders").set({ ...change, version: version + 1 })
    .where("id", "=", id).execute();
}

/** Faulty lines. */
export function noLines(problem: string): RestaurantError {
  return new RestaurantError("INVALID_INPUT", `lines: ${problem}`, {
    fields: [{ field: "lines", problem }],
  });
}
