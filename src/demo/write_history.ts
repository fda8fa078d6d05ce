import { enterKitchen, type QueuedOrder } from "../restaurant/orders/take/kitchen_queue.ts";
import { type SalesChanges, writeSales } from "../restaurant/sales/write_sales.ts";
import { insertMany, slices } from "../storage/bulk.ts";
import type { Writer } from "../storage/database.ts";
import { nextTurn } from "../values/next_turn.ts";
import type { Catalogue } from "./catalogue.ts";
import { writeClosings } from "./closings.ts";
import { feedbackOn } from "./feedback.ts";
import { type DayOfSales, salesHistory } from "./history.ts";
import { placesOf } from "./place.ts";
import { demoShifts } from "./shifts.ts";
import { instantText } from "./trading_days.ts";
import { portionsOf, recipesOf, usageOf } from "./usage.ts";
import { writeStock } from "./write_stock.ts";

/** The inputs of the demo restaurant's past. */
export interface HistoryOptions {
  readonly now: Temporal.Instant;
  readonly seed: number;
  readonly months: number;
  readonly signal: AbortSignal | undefined;
}

/** Days that the stock ledger reaches back. */
const LEDGER_DAYS = 35;
/** Days that are made before others have their turn: few, as clients connect at that time. */
const MADE_AT_ONCE = 4;
/** Days that are written before others have their turn. */
const WRITTEN_AT_ONCE = 30;

/** Writes the sales of all locations up to now, and the shifts, feedback and stock that they left. */
export async function writeHistory(
  writer: Writer,
  catalogue: Catalogue,
  { now, seed, months, signal }: HistoryOptions,
): Promise<void> {
  const places = placesOf(catalogue, now, months);
  const days = await inTurns(salesHistory(places, now, seed), signal);
  const recipes = recipesOf(catalogue);
  const portionsIn = portionsOf(catalogue);
  const usage = days.filter(({ day }) => day.days_ago < LEDGER_DAYS)
    .map(({ place, day, orders }) => ({ place, day, usage: usageOf(orders, recipes, portionsIn) }));
  for (const some of slices(days, WRITTEN_AT_ONCE)) {
    await writeSales(writer, newSales(some), instantText(now.epochMilliseconds));
    await nextTurn();
    signal?.throwIfAborted();
  }
  await writeClosings(writer, places, catalogue.holidays, seed);
  await enterKitchen(writer, inTheKitchen(days));
  await writeStock(writer, catalogue.pantry, usage, { now, seed });
  await insertMany(writer, "time_entries", demoShifts(days, now.epochMilliseconds, seed));
  await insertMany(writer, "feedback", feedbackOn(days, catalogue.feedback, seed));
}

/** All of them; the event loop serves clients in between. */
async function inTurns(
  days: Iterable<DayOfSales>,
  signal: AbortSignal | undefined,
): Promise<DayOfSales[]> {
  const all: DayOfSales[] = [];
  for (const day of days) {
    all.push(day);
    if (all.length % MADE_AT_ONCE !== 0) continue;
    await nextTurn();
    signal?.throwIfAborted();
  }
  return all;
}

function inTheKitchen(days: readonly DayOfSales[]): QueuedOrder[] {
  return days.flatMap(({ orders }) => orders)
    .filter(({ status }) => status === "received" || status === "preparing")
    .map((order) => ({ order, wanted: Temporal.Instant.from(order.opened.at) }));
}

function newSales(days: readonly DayOfSales[]): SalesChanges {
  return {
    orders: days.flatMap(({ orders }) => orders).map((after) => ({ before: null, after })),
    refunds: days.flatMap(({ refunds }) => refunds).map((after) => ({ before: null, after })),
  };
}
