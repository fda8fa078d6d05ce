import { changedInBatches, insertMany } from "../../storage/bulk.ts";
import type { Writer } from "../../storage/database.ts";
import type { Row } from "../../storage/schema/schema.ts";
import type { Milli } from "../../values/money.ts";
import { orderedIds } from "../../values/ordered_id.ts";

/** A movement before it is written down. Its quantity is signed: negative where stock goes out. */
export type NewMovement = Omit<Row<"stock_movements">, "id" | "moved_at" | "level" | "undone_at">;

/** The types of movements: sales and their returns come from orders, the others from people. */
export type MovementKind = NewMovement["kind"];

/** How much of an ingredient a location has. */
export type OnHand = Pick<Row<"stock">, "location_id" | "ingredient_id" | "on_hand">;

/**
 * Appends movements to the ledger and adds them to what is on hand, so that on-hand is the ledger's
 * sum, whatever its sign. An ingredient that is new at a location gets its stock row, with a par of
 * zero. A movement of nothing is kept: it is a count that agreed.
 *
 * @param at UTC instant of the movements.
 * @returns What is on hand after them, for each location and ingredient that was touched.
 */
export async function moveStock(
  writer: Writer,
  movements: readonly NewMovement[],
  at: string,
): Promise<OnHand[]> {
  if (movements.length === 0) return [];
  const ids = orderedIds(movements.length);
  const append = (after: readonly OnHand[]) =>
    insertMany(
      writer,
      "stock_movements",
      movements.map((movement, index) => ({
        ...movement,
        id: ids[index] ?? "",
        moved_at: at,
        level: levelOf(movement, after),
        undone_at: null,
      })),
    );
  // Only counts wait for what is on hand after them; for orders both are sent at once.
  const isCounted = movements.some(({ kind }) => kind === "count");
  if (!isCounted) await append([]);
  const after = await addToStock(writer, totals(movements));
  if (isCounted) await append(after);
  return after;
}

function levelOf(
  { kind, location_id, ingredient_id }: NewMovement,
  after: readonly OnHand[],
): Milli | null {
  if (kind !== "count") return null;
  return after.find((one) => one.location_id === location_id && one.ingredient_id === ingredient_id)
    ?.on_hand ?? null;
}

/** The sum for each location and ingredient, in one order: writers then never wait in a circle. */
function totals(movements: readonly NewMovement[]): OnHand[] {
  const sums = new Map<string, { -readonly [Key in keyof OnHand]: OnHand[Key] }>();
  for (const { location_id, ingredient_id, quantity } of movements) {
    const key = `${location_id}\n${ingredient_id}`;
    const sum = sums.getOrInsertComputed(key, () => ({ location_id, ingredient_id, on_hand: 0 }));
    sum.on_hand += quantity;
  }
  return [...sums].sort(([a], [b]) => a < b ? -1 : 1).map(([, sum]) => sum);
}

async function addToStock(writer: Writer, changes: readonly OnHand[]): Promise<OnHand[]> {
  const rows = changes.map((change) => ({ ...change, par_level: 0, reorder_point: 0 }));
  return await changedInBatches(
    writer,
    "add to stock",
    rows,
    (batch) =>
      writer.insertInto("stock").values(batch)
        .onConflict((conflict) =>
          conflict.columns(["location_id", "ingredient_id"]).doUpdateSet((eb) => ({
            on_hand: eb("stock.on_hand", "+", eb.ref("excluded.on_hand")),
          }))
        )
        .returning(["location_id", "ingredient_id", "on_hand"]),
  );
}
