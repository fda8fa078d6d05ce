import { type SalesChanges, writeSales } from "../sales/write_sales.ts";
import { insertMany } from "../storage/bulk.ts";
import type { Writer } from "../storage/database.ts";
import type { Row } from "../storage/schema.ts";
import type { Catalogue } from "./catalogue.ts";
import { type DayOfSales, salesHistory } from "./history.ts";
import { placesOf } from "./place.ts";
import { feedbackOfDays } from "./reviews.ts";
import { instantText } from "./trading_days.ts";
import { recipesOf, usageOf } from "./usage.ts";
import { type DayOfUsage, writeStock } from "./write_stock.ts";

/** What decides the past of the demo restaurant. */
export interface HistoryOptions {
  readonly now: Temporal.Instant;
  readonly seed: number;
  readonly months: number;
}

/** Days of sales that are written together: some thousand orders. */
const DAYS_AT_ONCE = 200;
/** Days that the stock ledger reaches back. */
const LEDGER_DAYS = 35;

/** Writes the sales of all locations up to now, and the feedback and stock that they left. */
export async function writeHistory(
  writer: Writer,
  catalogue: Catalogue,
  { now, seed, months }: HistoryOptions,
): Promise<void> {
  const at = instantText(now.epochMilliseconds);
  const places = placesOf(catalogue, now, months);
  const feedbackOf = feedbackOfDays(catalogue.feedback, places, seed);
  const recipes = recipesOf(catalogue);
  const feedback: Row<"feedback">[] = [];
  const usage: DayOfUsage[] = [];
  for (const days of inPieces(salesHistory(places, now, seed), DAYS_AT_ONCE)) {
    await writeSales(writer, newSales(days), at);
    feedback.push(...days.flatMap(feedbackOf));
    for (const { place, day, orders } of days) {
      if (day.days_ago < LEDGER_DAYS) usage.push({ place, day, usage: usageOf(orders, recipes) });
    }
  }
  await insertMany(writer, "feedback", feedback);
  await writeStock(writer, catalogue.pantry, usage, { now, seed });
}

function newSales(days: readonly DayOfSales[]): SalesChanges {
  return {
    orders: days.flatMap(({ orders }) => orders).map((after) => ({ before: null, after })),
    refunds: days.flatMap(({ refunds }) => refunds).map((after) => ({ before: null, after })),
  };
}

function* inPieces<Item>(items: Iterable<Item>, size: number): Generator<Item[]> {
  let piece: Item[] = [];
  for (const item of items) {
    piece.push(item);
    if (piece.length === size) {
      yield piece;
      piece = [];
    }
  }
  if (piece.length > 0) yield piece;
}
