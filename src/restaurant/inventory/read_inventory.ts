import type { Location } from "../locations/location.ts";
import type { Reader } from "../../storage/database.ts";
import { ZERO } from "../../values/fraction.ts";
import type { Milli, Minor } from "../../values/money.ts";
import type { Ingredient } from "./ingredients.ts";
import { comparePlaces, type InventoryPlace } from "./inventory_cursor.ts";
import { readOnOrder } from "./on_order.ts";
import {
  packsToOrder,
  stateOf,
  STOCK_STATES,
  type StockState,
  type Supply,
  tenthsOfDaysOnHand,
} from "./restock.ts";
import { readStockAges, type StockAge } from "./stock_age.ts";
import { readUsage, type UsageWindow } from "./usage.ts";

/** What is known about an ingredient at a location. */
export interface InventoryLine extends InventoryPlace {
  readonly ingredient: Ingredient;
  readonly supply: Supply;
  readonly state: StockState;
  /** When it was counted, and what imported sales took since; that is off on_hand already. */
  readonly age: StockAge;
  /** Null if it was never counted. */
  readonly on_hand: Milli | null;
  readonly order_packs: number;
  readonly order_cost: Minor;
}

/** The business dates that the usage of a location was read from; null if nothing was sold. */
export interface LocationWindow {
  readonly location_id: string;
  readonly window: UsageWindow | null;
}

/** The stock of some locations. */
export interface Inventory {
  /** The most urgent first. */
  readonly lines: readonly InventoryLine[];
  readonly windows: readonly LocationWindow[];
}

/**
 * The stock of some locations. An ingredient without records at a location is included as uncounted
 * if dishes sold there use it, or if it is new and in stock nowhere.
 *
 * @param options.horizon_days Days that an order is to last, instead of lead time and delivery
 * interval.
 */
export async function readInventory(
  reader: Reader,
  locations: readonly Location[],
  { now, horizon_days }: {
    readonly now: Temporal.Instant;
    readonly horizon_days?: number | undefined;
  },
): Promise<Inventory> {
  const ingredients = await reader.selectFrom("ingredients").selectAll().execute();
  const stock = await reader.selectFrom("stock").selectAll().execute();
  const onOrder = await readOnOrder(reader, locations.map(({ id }) => id));
  const counted = new Set(stock.map(({ ingredient_id }) => ingredient_id));
  const lines: InventoryLine[] = [];
  const windows: LocationWindow[] = [];
  for (const location of locations) {
    const location_id = location.id;
    const { window, per_day } = await readUsage(reader, location, now);
    const ageOf = await readStockAges(reader, location_id, now);
    windows.push({ location_id, window });
    const here = stock.filter((shelf) => shelf.location_id === location_id);
    const shelves = new Map(here.map((shelf) => [shelf.ingredient_id, shelf]));
    const listed = ingredients.filter(({ id }) =>
      shelves.has(id) || per_day.has(id) || !counted.has(id)
    );
    lines.push(...listed.map((ingredient) => {
      const { on_hand: written = null, ...levels } = shelves.get(ingredient.id) ?? NO_LEVELS;
      const age = ageOf(ingredient.id);
      const on_hand = written === null ? null : written - age.imported_use;
      const used = per_day.get(ingredient.id) ?? ZERO;
      const on_order = onOrder
        .filter((line) => line.location_id === location_id && line.ingredient_id === ingredient.id)
        .reduce((sum, { quantity }) => sum + quantity, 0);
      const supply = { ...ingredient, ...levels, on_hand: on_hand ?? 0, on_order, per_day: used };
      return lineOf({ location_id, ingredient, on_hand, age, supply }, horizon_days);
    }));
  }
  return { lines: lines.sort(comparePlaces), windows };
}

const NO_LEVELS = { on_hand: undefined, par_level: 0, reorder_point: 0 };

function lineOf(
  known: Pick<InventoryLine, "location_id" | "ingredient" | "on_hand" | "age" | "supply">,
  horizonDays: number | undefined,
): InventoryLine {
  const { ingredient, on_hand, supply } = known;
  const state = on_hand === null ? "uncounted" : stateOf(supply);
  const order_packs = on_hand === null ? 0 : packsToOrder(supply, horizonDays);
  const tenths = on_hand === null ? null : tenthsOfDaysOnHand(supply);
  return {
    ...known,
    ingredient_id: ingredient.id,
    state,
    rank: STOCK_STATES.indexOf(state),
    tenths: tenths ?? Infinity,
    order_packs,
    order_cost: order_packs * ingredient.pack_cost,
  };
}
