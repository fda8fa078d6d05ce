import { writeStockChange } from "../../restaurant/inventory/write_stock_change.ts";
import { isStandingCount } from "../../storage/conditions.ts";
import type { Row } from "../../storage/schema/schema.ts";
import type { Milli } from "../../values/money.ts";
import type { Taking } from "../kind/taking.ts";
import { type Books, booksOf } from "../kind/books.ts";
import type { Effect } from "../kind/outcome.ts";

/** The actor of counts, in the ledger. */
const ACTOR = "import";

/** What was counted, and the order levels, in thousandths of the ingredient's unit. */
export interface Count {
  /** Null if only the levels are said. */
  readonly onHand: Milli | null;
  readonly levels: Partial<Pick<Row<"stock">, "par_level" | "reorder_point">>;
}

/**
 * Sets what is on hand, as a change that can be undone. What this file counted before is not
 * counted again, because the stock may have moved since; unless that was undone.
 */
export async function writeCount(
  { writer, at, digest, keeper }: Taking,
  shelf: Pick<Row<"stock">, "location_id" | "ingredient_id">,
  { onHand, levels }: Count,
): Promise<Effect> {
  if (onHand === null) return await writeLevels(writer, shelf, levels);
  const { location_id, ingredient_id } = shelf;
  const reason = reasonOf(digest);
  const counted = await writer.selectFrom("stock_movements").select("id")
    .where("location_id", "=", location_id).where("ingredient_id", "=", ingredient_id)
    .where(isStandingCount()).where("reason", "=", reason).executeTakeFirst();
  if (counted !== undefined) return "unchanged";
  const before = await writer.selectFrom("stock").select("on_hand")
    .where("location_id", "=", location_id).where("ingredient_id", "=", ingredient_id)
    .executeTakeFirst();
  const quantity = onHand - (before?.on_hand ?? 0);
  keeper.add({ counts: 1, counted: quantity });
  const moves = [{ location_id, quantity }];
  const change = { ingredient_id, kind: "count" as const, moves, reason, actor: ACTOR };
  await writeStockChange(writer, change, at);
  if (Object.keys(levels).length > 0) {
    await writer.updateTable("stock").set(levels)
      .where("location_id", "=", location_id).where("ingredient_id", "=", ingredient_id).execute();
  }
  return before === undefined ? "added" : "changed";
}

async function writeLevels(
  writer: Taking["writer"],
  { location_id, ingredient_id }: Pick<Row<"stock">, "location_id" | "ingredient_id">,
  levels: Count["levels"],
): Promise<Effect> {
  const before = await writer.selectFrom("stock").select(["par_level", "reorder_point"])
    .where("location_id", "=", location_id).where("ingredient_id", "=", ingredient_id)
    .executeTakeFirst();
  if (before === undefined) {
    const nothing = { on_hand: 0, par_level: 0, reorder_point: 0 };
    await writer.insertInto("stock").values({ location_id, ingredient_id, ...nothing, ...levels })
      .execute();
    return "added";
  }
  const { par_level = before.par_level, reorder_point = before.reorder_point } = levels;
  if (par_level === before.par_level && reorder_point === before.reorder_point) return "unchanged";
  await writer.updateTable("stock").set({ par_level, reorder_point })
    .where("location_id", "=", location_id).where("ingredient_id", "=", ingredient_id).execute();
  return "changed";
}

/**
 * What this file's counts moved, in thousandths; what is on hand is the sum of all movements, also of
 * those beside an import.
 */
export async function stockBooks({ writer, digest }: Taking): Promise<Books> {
  const counts = writer.selectFrom("stock_movements").where("kind", "=", "count")
    .where("reason", "=", reasonOf(digest)).select(({ fn }) => [
      fn.countAll().as("counts"),
      fn.sum("quantity").as("counted"),
    ]);
  return booksOf(await counts.executeTakeFirst());
}

function reasonOf(digest: string): string {
  return `imported count ${digest}`;
}
