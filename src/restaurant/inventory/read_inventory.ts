import type { Location } from "../locations/location.ts";
import type { Reader } from "../../storage/database.ts";
import { type DateText, momentOfInstant } from "../../values/business_day.ts";
import { dateOfDay, type DayNumber, dayNumber } from "../../values/day_number.ts";
import { ZERO } from "../../values/fraction.ts";
import type { Milli, Minor } from "../../values/money.ts";
import type { Ingredient } from "./ingredients.ts";
import { comparePlaces, type InventoryPlace } from "./inventory_cursor.ts";
import { type OnOrder, readOnOrder } from "./on_order.ts";
import {
  lastingDays,
  packsToOrder,
  stateOf,
  STOCK_STATES,
  type StockState,
  type Supply,
  tenthsOfDaysOnHand,
} from "./restock.ts";
import { readStockAges, type StockAge } from "./stock_age.ts";
import { readUnknownShelves } from "./unknown_shelves.ts";
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
  /** When what is on order comes; without an order, when one placed today would. */
  readonly next_delivery: DateText;
  /** The day on which it is used up, if that is before the delivery after next. */
  readonly runs_out_on: DateText | null;
  readonly order_packs: number;
  readonly order_cost: Minor;
}

/** The business dates that the usage of a location was read from; null if nothing was sold. */
export interface LocationWindow {
  readonly location_id: string;
  readonly window: UsageWindow | null;
  /** Menu items sold in it that have no recipe: what they use is not known. */
  readonly without_recipe: number;
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
  const isUnknown = await readUnknownShelves(reader);
  const ordered = await readOnOrder(reader, locations.map(({ id }) => id));
  const counted = new Set(stock.map(({ ingredient_id }) => ingredient_id));
  const lines: InventoryLine[] = [];
  const windows: LocationWindow[] = [];
  for (const location of locations) {
    const location_id = location.id;
    const { per_day, ...window } = await readUsage(reader, location, now);
    const ageOf = await readStockAges(reader, location_id, now);
    windows.push({ location_id, ...window });
    const today = dayNumber(momentOfInstant(now, location).business_date);
    const here = stock.filter((shelf) => shelf.location_id === location_id);
    const shelves = new Map(here.map((shelf) => [shelf.ingredient_id, shelf]));
    const listed = ingredients.filter(({ id }) =>
      shelves.has(id) || per_day.has(id) || !counted.has(id)
    );
    lines.push(...listed.map((ingredient) => {
      const shelf = shelves.get(ingredient.id);
      const { on_hand: stored, ...levels } = shelf ?? NO_LEVELS;
      const written = shelf === undefined || isUnknown(shelf) ? null : stored;
      const age = ageOf(ingredient.id);
      const on_hand = written === null ? null : written - age.imported_use;
      const used = per_day.get(ingredient.id) ?? ZERO;
      const coming = ordered.filter((line) =>
        line.location_id === location_id && line.ingredient_id === ingredient.id
      );
      const arrivals = coming.map((line) => ({
        days: Math.max(0, dayOf(line, today + ingredient.lead_time_days) - today),
        quantity: line.quantity,
      }));
      const supply = { ...ingredient, ...levels, on_hand: on_hand ?? 0, arrivals, per_day: used };
      const next = Math.min(...coming.map((line) => dayOf(line, today)));
      const next_delivery = dateOfDay(isFinite(next) ? next : today + ingredient.lead_time_days);
      const known = { location_id, ingredient, on_hand, age, supply, next_delivery };
      return lineOf(known, today, horizon_days);
    }));
  }
  return { lines: lines.sort(comparePlaces), windows };
}

const NO_LEVELS = { on_hand: 0, par_level: 0, reorder_point: 0 };

/** When something on order comes. */
function dayOf({ expected_on }: OnOrder, otherwise: DayNumber): DayNumber {
  return expected_on === null ? otherwise : dayNumber(expected_on);
}

function lineOf(
  known: Pick<
    InventoryLine,
    "location_id" | "ingredient" | "on_hand" | "age" | "supply" | "next_delivery"
  >,
  today: DayNumber,
  horizonDays: number | undefined,
): InventoryLine {
  const { ingredient, on_hand, supply } = known;
  const state = on_hand === null ? "uncounted" : stateOf(supply);
  const order_packs = on_hand === null ? 0 : packsToOrder(supply, horizonDays);
  const lasting = state === "runs_out" ? lastingDays(supply) : null;
  const tenths = on_hand === null ? null : tenthsOfDaysOnHand(supply);
  return {
    ...known,
    ingredient_id: ingredient.id,
    state,
    rank: STOCK_STATES.indexOf(state),
    tenths: tenths ?? Infinity,
    runs_out_on: lasting === null ? null : dateOfDay(today + lasting),
    order_packs,
    order_cost: order_packs * ingredient.pack_cost,
  };
}
