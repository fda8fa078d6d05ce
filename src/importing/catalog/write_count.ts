import { writeStockChange } from "../../restaurant/inventory/write_stock_change.ts";
import type { Row } from "../../storage/schema/schema.ts";
import type { Milli } from "../../values/money.ts";
import type { Taking } from "../kind/taking.ts";
import type { Effect } from "../kind/outcome.ts";

/** The actor of counts, in the ledger. */
const ACTOR = "import";

/** What was counted, and the order levels, in thousandths of the ingredient's unit. */
export interface Count {
  readonly onHand: Milli;
  readonly levels: Partial<Pick<Row<"stock">, "par_level" | "reorder_point">>;
}

/**
 * Sets what is on hand, as a change that can be undone. What this file counted before is not
 * counted again: the stock may have moved since.
 */
export async function writeCount(
  { writer, at, digest }: Taking,
  shelf: Pick<Row<"stock">, "location_id" | "ingredient_id">,
  { onHand, levels }: Count,
): Promise<Effect> {
  const { location_id, ingredient_id } = shelf;
  const reason = `imported count ${digest}`;
  const counted = await writer.selectFrom("stock_movements").select("id")
    .where("location_id", "=", location_id).where("ingredient_id", "=", ingredient_id)
    .where("kind", "=", "count").where("reason", "=", reason).executeTakeFirst();
  if (counted !== undefined) return "unchanged";
  const before = await writer.selectFrom("stock").select("on_hand")
    .where("location_id", "=", location_id).where("ingredient_id", "=", ingredient_id)
    .executeTakeFirst();
  const moves = [{ location_id, quantity: onHand - (before?.on_hand ?? 0) }];
  const change = { ingredient_id, kind: "count" as const, moves, reason, actor: ACTOR };
  await writeStockChange(writer, change, at);
  if (Object.keys(levels).length > 0) {
    await writer.updateTable("stock").set(levels)
      .where("location_id", "=", location_id).where("ingredient_id", "=", ingredient_id).execute();
  }
  return before === undefined ? "added" : "changed";
}
