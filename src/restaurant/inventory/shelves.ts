import type { Reader, Writer } from "../../storage/database.ts";
import type { Milli } from "../../values/money.ts";

/** An ingredient at one location, as changes of stock remember it. */
export interface Shelf {
  readonly location_id: string;
  readonly on_hand: Milli;
  /** How often it was counted so far: movements before the last count no longer matter. */
  readonly counts: number;
  /** Whether nothing was known of it yet: it had no stock, not even zero. */
  readonly is_new?: boolean | undefined;
}

/** The same, with the stock rows locked until the transaction ends, if there are any. */
export async function heldShelves(
  writer: Writer,
  ingredientId: string,
  locationIds: readonly string[],
): Promise<Shelf[]> {
  await writer.selectFrom("stock").select("location_id")
    .where("ingredient_id", "=", ingredientId).where("location_id", "in", locationIds)
    .orderBy("location_id").forNoKeyUpdate().execute();
  return await readShelves(writer, ingredientId, locationIds);
}

/** An ingredient at some locations, in their order; an empty shelf where it never was. */
export async function readShelves(
  reader: Reader,
  ingredientId: string,
  locationIds: readonly string[],
): Promise<Shelf[]> {
  const stock = await reader.selectFrom("stock").select(["location_id", "on_hand"])
    .where("ingredient_id", "=", ingredientId).where("location_id", "in", locationIds).execute();
  const counts = await reader.selectFrom("stock_movements").select("location_id")
    .select(({ fn }) => fn.countAll<number>().as("counts"))
    .where("ingredient_id", "=", ingredientId).where("location_id", "in", locationIds)
    .where("kind", "=", "count").groupBy("location_id").execute();
  return locationIds.map((location_id) => ({
    location_id,
    on_hand: stock.find((row) => row.location_id === location_id)?.on_hand ?? 0,
    counts: counts.find((row) => row.location_id === location_id)?.counts ?? 0,
  }));
}
