import {
  consume,
  type Demand,
  readDemand,
  shortages,
  type StockActor,
} from "../../inventory/consumption.ts";
import type { Recipes } from "../../inventory/recipes.ts";
import { readAvailability, type Restriction } from "../../menu/availability.ts";
import { takeRemaining } from "../../menu/remaining.ts";
import type { Writer } from "../../../storage/database.ts";
import { type AvailableItem, RestaurantError } from "../../../values/errors.ts";
import type { CheckedLine } from "./check_items.ts";
import type { CheckedOrder } from "./check_order.ts";

/** Who takes stock, for which order, and when. */
export interface StockTaking extends StockActor {
  /** UTC instant. */
  readonly at: string;
}

/** The stock and the limited portions that an order is measured against. */
export interface Supply {
  readonly demand: Demand;
  /** Of the items that are limited or out. */
  readonly restricted: ReadonlyMap<string, Restriction>;
}

/** What is there of all that an order needs. */
export async function readSupply(
  writer: Writer,
  { location: { id: location_id }, lines }: Pick<CheckedOrder, "location" | "lines">,
  recipes: Recipes,
): Promise<Supply> {
  const ids = [...new Set(lines.map(({ item }) => item.id))];
  const portions = lines.map(({ item, portion, quantity }) => ({
    menu_item_id: item.id,
    quantity: quantity * portion,
    unit: portion,
  }));
  const [demand, restricted] = await Promise.all([
    readDemand(writer, { location_id, lines: portions, recipes }),
    readAvailability(writer, location_id, ids),
  ]);
  return { demand, restricted };
}

/**
 * Takes what an order needs: ingredients from the ledger, portions from limited counts.
 *
 * @throws {RestaurantError} INSUFFICIENT_INVENTORY with what is available of everything that is
 * short; nothing was taken then.
 */
export async function takeStock(
  writer: Writer,
  { location: { id: location_id }, lines }: Pick<CheckedOrder, "location" | "lines">,
  { demand, restricted }: Supply,
  { at, ...taker }: StockTaking,
): Promise<void> {
  const short = [...shortages(demand), ...scarce(restricted, lines)];
  if (short.length > 0) throw insufficient(named(short, lines));
  await takePortions(writer, { location_id, restricted, at }, lines);
  await consume(writer, demand, taker, at);
}

/** Limited items with fewer portions than the order needs. */
function scarce(
  restricted: ReadonlyMap<string, Restriction>,
  lines: readonly CheckedLine[],
): Limit[] {
  const wanted = requestedOf(lines);
  return [...restricted]
    .map(([menu_item_id, { remaining }]) => ({ menu_item_id, available: remaining ?? 0 }))
    .filter(({ menu_item_id, available }) => available < (wanted.get(menu_item_id) ?? 0));
}

/** Another transaction may have taken portions since they were read. */
async function takePortions(
  writer: Writer,
  { location_id, restricted, at }: {
    readonly location_id: string;
    readonly restricted: ReadonlyMap<string, Restriction>;
    readonly at: string;
  },
  lines: readonly CheckedLine[],
): Promise<void> {
  const limited = lines.filter(({ item }) => restricted.has(item.id));
  if (limited.length === 0) return;
  const wanted = limited.map(({ item, quantity }) => ({ menu_item_id: item.id, count: quantity }));
  const missed = await takeRemaining(writer, location_id, wanted, at);
  const left = missed.map(({ menu_item_id, remaining }) => ({
    menu_item_id,
    available: remaining,
  }));
  if (left.length > 0) throw insufficient(named(left, lines));
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
    `Not enough for this order: ${told.join("; ")}${
      items.length > told.length ? `; and ${items.length - told.length} more` : ""
    }.` +
      (shared ? " Each could be made alone, but they share an ingredient." : ""),
    {
      available_items: items,
      hint: "Nothing was written. Order at most what is available, or something else.",
    },
  );
}
