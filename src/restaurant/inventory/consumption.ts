import { IDS_AT_ONCE, slices } from "../../storage/bulk.ts";
import type { Reader, Writer } from "../../storage/database.ts";
import { prepared } from "../../storage/prepared.ts";
import { RestaurantError } from "../../values/errors.ts";
import type { Milli } from "../../values/money.ts";
import { moveStock, type NewMovement } from "./ledger.ts";
import { WHOLE_PORTION } from "../menu/variations.ts";
import { ingredientsFor, type Portions, portionsLeft, type Recipes } from "./recipes.ts";

/** A menu item that cannot be made as often as it was ordered. */
export interface Shortage {
  readonly menu_item_id: string;
  /** How many can still be made, in its largest size, if nothing else of the order is. */
  readonly available: number;
}

/** An order's demand on the stock of a location, and what is there. */
export interface Demand {
  readonly location_id: string;
  readonly lines: readonly Portions[];
  readonly recipes: Recipes;
  /** The need of all lines, by ingredient. */
  readonly needed: ReadonlyMap<string, Milli>;
  /** The stock of those that were ever counted there, by ingredient. */
  readonly onHand: ReadonlyMap<string, Milli>;
}

/** The need of an order, and the stock for it. */
export async function readDemand(
  reader: Reader,
  { location_id, lines, recipes }: Pick<Demand, "location_id" | "lines" | "recipes">,
): Promise<Demand> {
  const needed = ingredientsFor(lines, recipes);
  const onHand = await readOnHand(reader, location_id, [...needed.keys()]);
  return { location_id, lines, recipes, needed, onHand };
}

/** The actor, order and business date for which stock is consumed. */
export type StockActor = Pick<NewMovement, "order_id" | "actor" | "business_date">;

/**
 * The menu items that the stock does not reach for, in the order of the lines. An ingredient that
 * was never counted at the location is not known to be short, and menu items without a recipe take
 * nothing.
 */
export function shortages({ lines, recipes, needed, onHand }: Demand): Shortage[] {
  const isShort = (id: string) => {
    const need = needed.get(id) ?? 0;
    return need > 0 && need > (onHand.get(id) ?? Infinity);
  };
  const items = [...Map.groupBy(lines, ({ menu_item_id }) => menu_item_id)];
  return items.map(([menu_item_id, own]) => ({
    menu_item_id,
    unit: Math.max(...own.map(({ unit }) => unit ?? WHOLE_PORTION)),
    recipe: recipes.get(menu_item_id) ?? [],
  }))
    .filter(({ recipe }) => recipe.some(({ ingredient_id }) => isShort(ingredient_id)))
    .map(({ menu_item_id, unit, recipe }) => ({
      menu_item_id,
      available: Math.floor(portionsLeft(recipe, onHand) * WHOLE_PORTION / unit),
    }));
}

/**
 * Consumes what an order needs from stock. Concurrent consumption is included: the database
 * computes the sum, and a result below zero fails. Ask for `shortages` first, in the same
 * transaction, to name everything that is short at once.
 *
 * @throws {RestaurantError} INSUFFICIENT_INVENTORY; the transaction must then not be committed.
 */
export async function consume(
  writer: Writer,
  { location_id, needed, onHand }: Demand,
  taker: StockActor,
  at: string,
): Promise<void> {
  const movements = [...needed].filter(([id, quantity]) => quantity > 0 && onHand.has(id))
    .map(([ingredient_id, quantity]) => ({
      ...taker,
      location_id,
      ingredient_id,
      kind: "sold" as const,
      quantity: -quantity,
      reason: null,
    }));
  const after = await moveStock(writer, movements, at);
  if (after.every(({ on_hand }) => on_hand >= 0)) return;
  throw new RestaurantError("INSUFFICIENT_INVENTORY", "There is not enough stock for this order.");
}

/** Who gives back what an order took, and where and when it was opened. */
export interface GivingBack extends StockActor {
  readonly order_id: string;
  readonly location_id: string;
  /** UTC instant at which the order was opened: nothing was taken for it before. */
  readonly since: string;
  readonly reason: string | null;
}

/**
 * Gives back what an order took: exactly what the ledger says, however recipes changed since. Giving
 * back twice gives back once. It reads what its location moved since then: orders are cancelled soon
 * or not at all, and an index of movements by order would cost each of them more.
 */
export async function giveBack(
  writer: Writer,
  { since, location_id, ...taker }: GivingBack,
  at: string,
): Promise<void> {
  const taken = await writer.selectFrom("stock_movements").select("ingredient_id")
    .select(({ fn }) => fn.sum<number>("quantity").as("quantity"))
    .where("location_id", "=", location_id).where("moved_at", ">=", since)
    .where("order_id", "=", taker.order_id)
    .groupBy("ingredient_id")
    .execute();
  const movements = taken.filter(({ quantity }) => quantity !== 0)
    .map(({ quantity, ingredient_id }) => ({
      ...taker,
      location_id,
      ingredient_id,
      kind: "returned" as const,
      quantity: -quantity,
    }));
  await moveStock(writer, movements, at);
}

async function readOnHand(
  reader: Reader,
  location_id: string,
  ingredientIds: readonly string[],
): Promise<Map<string, Milli>> {
  const onHand = new Map<string, Milli>();
  for (const some of slices(ingredientIds, IDS_AT_ONCE)) {
    for (const row of await stockOf(reader, { location_id, ids: some })) {
      onHand.set(row.ingredient_id, row.on_hand);
    }
  }
  return onHand;
}

const stockOf = prepared(
  (reader, { location_id, ids }: { location_id: string; ids: readonly string[] }) =>
    reader.selectFrom("stock").select(["ingredient_id", "on_hand"])
      .where("location_id", "=", location_id).where("ingredient_id", "in", ids),
);
