import { consume, type Demand, shortages, type StockActor } from "../../inventory/consumption.ts";
import { recipesOf } from "../../inventory/recipes.ts";
import { readAvailability } from "../../menu/availability.ts";
import { takeRemaining } from "../../menu/remaining.ts";
import type { Reader, Writer } from "../../../storage/database.ts";
import { type AvailableItem, RestaurantError } from "../../../values/errors.ts";
import type { CheckedLine } from "./check_items.ts";
import type { CheckedOrder } from "./check_order.ts";

/** Who takes stock for which order, and when. */
export interface StockTaking extends StockActor {
  /** UTC instant. */
  readonly at: string;
}

/**
 * Takes what an order needs: ingredients from the ledger, portions from limited counts.
 *
 * @throws {RestaurantError} INSUFFICIENT_INVENTORY with what can be had of everything that is
 * short; nothing was taken then.
 */
export async function takeStock(
  writer: Writer,
  { location: { id: location_id }, lines }: Pick<CheckedOrder, "location" | "lines">,
  { at, ...taker }: StockTaking,
): Promise<void> {
  const recipes = await recipesOf(writer, lines.map(({ item }) => item.id));
  const portions = lines.map(({ item, quantity }) => ({
    menu_item_id: item.id,
    quantity: quantity * 1000,
  }));
  const demand = { location_id, lines: portions, recipes };
  const short = await shortItems(writer, demand, lines);
  if (short.length > 0) throw insufficient(short);
  const missed = await takeRemaining(
    writer,
    location_id,
    lines.map(({ item, quantity }) => ({ menu_item_id: item.id, count: quantity })),
    at,
  );
  if (missed.length > 0) {
    const left = missed.map(({ menu_item_id, remaining }) => {
      return { menu_item_id, available: remaining };
    });
    throw insufficient(named(left, lines));
  }
  await consume(writer, demand, taker, at);
}

/** Everything that stock or a limited count does not reach for. */
async function shortItems(
  reader: Reader,
  demand: Demand,
  lines: readonly CheckedLine[],
): Promise<AvailableItem[]> {
  const short = await shortages(reader, demand);
  const ids = [...new Set(lines.map(({ item }) => item.id))];
  const limits = await readAvailability(reader, demand.location_id, ids);
  const wanted = requestedOf(lines);
  const scarce = [...limits]
    .map(([menu_item_id, { remaining }]) => ({ menu_item_id, available: remaining ?? 0 }))
    .filter(({ menu_item_id, available }) => available < (wanted.get(menu_item_id) ?? 0));
  return named([...short, ...scarce], lines);
}

interface Limit {
  readonly menu_item_id: string;
  readonly available: number;
}

/** One entry for each item, with the tightest of its limits, in the order of the lines. */
function named(limits: readonly Limit[], lines: readonly CheckedLine[]): AvailableItem[] {
  const names = new Map(lines.map(({ item }) => [item.id, item.name]));
  const wanted = requestedOf(lines);
  return [...names].flatMap(([menu_item_id, name]) => {
    const own = limits.filter((limit) => limit.menu_item_id === menu_item_id);
    if (own.length === 0) return [];
    const available = Math.min(...own.map(({ available }) => available));
    return [{ menu_item_id, name, requested: wanted.get(menu_item_id) ?? 0, available }];
  });
}

function requestedOf(lines: readonly CheckedLine[]): Map<string, number> {
  const wanted = new Map<string, number>();
  for (const { item, quantity } of lines) {
    wanted.set(item.id, (wanted.get(item.id) ?? 0) + quantity);
  }
  return wanted;
}

const MOST_IN_MESSAGE = 10;

function insufficient(items: readonly AvailableItem[]): RestaurantError {
  const told = items.slice(0, MOST_IN_MESSAGE).map(({ menu_item_id, name, requested, available }) =>
    `${name} (${menu_item_id}): ${requested} ordered, ${available} available`
  );
  const shared = items.every(({ requested, available }) => available >= requested);
  return new RestaurantError(
    "INSUFFICIENT_INVENTORY",
    `Not enough for this order: ${told.join("; ")}.` +
      (shared ? " Each could be made alone, but they share an ingredient." : ""),
    {
      available_items: items,
      hint: "Nothing was written. Order at most what is available, or something else.",
    },
  );
}
