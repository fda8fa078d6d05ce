import { type MovementKind, moveStock } from "../../src/restaurant/inventory/ledger.ts";
import { insertMany } from "../../src/storage/bulk.ts";
import type { Database, Reader, Writer } from "../../src/storage/database.ts";
import type { Row } from "../../src/storage/schema/schema.ts";
import type { Engine } from "./engines.ts";
import { BURGER, openRestaurant, SALAD, WRITTEN_AT } from "./sales.ts";

/** An ingredient bought in packs of 2,000 g for 4.22, and whatever is different about this one. */
export function ingredient(parts: Partial<Row<"ingredients">> = {}): Row<"ingredients"> {
  return {
    id: "BEEF0000",
    name: "Beef",
    unit: "g",
    pack_size: 2_000_000,
    pack_cost: 4_22,
    currency: "USD",
    supplier: "Butcher",
    lead_time_days: 2,
    delivery_interval_days: 3,
    ...parts,
  };
}

/** What the kitchen of the tests buys. */
export const BEEF = ingredient();
/** Counted in pieces. */
export const BUNS = ingredient({
  id: "BUNS0000",
  name: "Buns",
  unit: "each",
  pack_size: 24_000,
  pack_cost: 6_00,
  supplier: "Baker",
});
/** Half of it is thrown away. */
export const LETTUCE = ingredient({
  id: "LETTUCE0",
  name: "Lettuce",
  pack_size: 1_000_000,
  pack_cost: 3_00,
  supplier: "Grocer",
});

/** The restaurant of the tests with a pantry: burgers of beef and a bun, salads of lettuce. */
export async function openKitchen(engine?: Engine): Promise<Database> {
  const database = await openRestaurant(engine);
  await database.write(addPantry);
  return database;
}

/** Adds the ingredients and recipes; nothing is counted anywhere yet. */
export async function addPantry(writer: Writer): Promise<void> {
  await insertMany(writer, "ingredients", [BEEF, BUNS, LETTUCE]);
  await insertMany(writer, "recipe_lines", [
    recipeLine(BURGER, BEEF, 150_000, 100),
    recipeLine(BURGER, BUNS, 1_000, 100),
    recipeLine(SALAD, LETTUCE, 100_000, 50),
  ]);
}

function recipeLine(
  { menu_item_id }: { readonly menu_item_id: string },
  { id: ingredient_id }: Row<"ingredients">,
  quantity: number,
  yield_percent: number,
): Row<"recipe_lines"> {
  return { menu_item_id, ingredient_id, quantity, yield_percent };
}

/** Moves an ingredient, by quantities in thousandths of its unit. */
export async function move(
  database: Database,
  ingredient_id: string,
  quantity: number,
  { location_id = "downtown", kind = "count" as MovementKind } = {},
): Promise<void> {
  const movement = {
    location_id,
    ingredient_id,
    kind,
    quantity,
    reason: null,
    actor: "kitchen",
    order_id: null,
    business_date: "2026-12-14",
  };
  await database.write((writer) => moveStock(writer, [movement], WRITTEN_AT));
}

type Movement = Row<"stock_movements">;

/** A movement of beef downtown as it is stored, and whatever is different about this one. */
export function movement(
  parts:
    & Pick<Movement, "id" | "kind" | "quantity" | "moved_at" | "business_date">
    & Partial<Movement>,
): Movement {
  return {
    location_id: "downtown",
    ingredient_id: BEEF.id,
    reason: null,
    actor: "kitchen",
    order_id: null,
    level: null,
    undone_at: null,
    ...parts,
  };
}

/** Stock by location and ingredient, with the ledger's sum beside it. */
export async function shelves(
  reader: Reader,
): Promise<{ shelf: string; on_hand: number; ledger: number }[]> {
  const stock = await reader.selectFrom("stock").selectAll()
    .orderBy("location_id").orderBy("ingredient_id").execute();
  const movements = await reader.selectFrom("stock_movements").selectAll().execute();
  const sumOf = ({ location_id, ingredient_id }: Row<"stock">) =>
    movements.filter((m) => m.location_id === location_id && m.ingredient_id === ingredient_id)
      .reduce((sum, { quantity }) => sum + quantity, 0);
  return stock.map((row) => ({
    shelf: `${row.location_id} ${row.ingredient_id}`,
    on_hand: row.on_hand,
    ledger: sumOf(row),
  }));
}
