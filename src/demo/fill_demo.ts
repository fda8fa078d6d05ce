import { addLocation } from "../locations/location.ts";
import { writeSales } from "../sales/write_sales.ts";
import { insertMany } from "../storage/bulk.ts";
import type { Database, Writer } from "../storage/database.ts";
import type { Row } from "../storage/schema.ts";
import type { DateText } from "../values/business_day.ts";
import type { Catalogue } from "./catalogue.ts";
import { type DayOfSales, salesHistory } from "./history.ts";
import { placesOf } from "./place.ts";
import { readCatalogue } from "./read_catalogue.ts";
import { feedbackOfDays } from "./reviews.ts";
import { instantText } from "./trading_days.ts";
import { recipesOf, usageOf } from "./usage.ts";
import { writeMenu, writeRecipes } from "./write_menu.ts";
import { type DayOfUsage, writeStock } from "./write_stock.ts";

/** What decides the demo restaurant: the same values give the same rows, ids included. */
export interface DemoOptions {
  /** The demo's present: nothing in it is later. */
  readonly now: Temporal.Instant;
  /** An integer; other seeds give other orders of the same restaurant. */
  readonly seed?: number;
}

/** What the demo restaurant has. */
export interface DemoSummary {
  readonly locations: number;
  readonly menu_items: number;
  readonly orders: number;
  readonly feedback: number;
  /** First and last business date with an order. */
  readonly first_date: DateText;
  readonly last_date: DateText;
}

/** Days of sales that are written together: some thousand orders. */
const DAYS_AT_ONCE = 200;
/** Days that the stock ledger reaches back. */
const LEDGER_DAYS = 35;

/** Fills an empty database with the demo restaurant: its menu, stock, sales and feedback. */
export async function fillDemo(
  database: Database,
  { now, seed = 1 }: DemoOptions,
): Promise<DemoSummary> {
  const catalogue = readCatalogue();
  return await database.write(async (writer) => {
    await writeRestaurant(writer, catalogue, instantText(now.epochMilliseconds));
    await writeHistory(writer, catalogue, { now, seed });
    return await readSummary(writer);
  });
}

async function writeRestaurant(writer: Writer, catalogue: Catalogue, at: string): Promise<void> {
  for (const { id, name, time_zone, currency, business_day_start } of catalogue.locations) {
    await addLocation(writer, { id, name, time_zone, currency, business_day_start }, at);
  }
  await writeMenu(writer, catalogue, at);
  await writeRecipes(writer, catalogue);
}

async function writeHistory(
  writer: Writer,
  catalogue: Catalogue,
  { now, seed }: Required<DemoOptions>,
): Promise<void> {
  const at = instantText(now.epochMilliseconds);
  const places = placesOf(catalogue, now);
  const feedbackOf = feedbackOfDays(catalogue.feedback, places, seed);
  const recipes = recipesOf(catalogue);
  const feedback: Row<"feedback">[] = [];
  const usage: DayOfUsage[] = [];
  for (const days of inPieces(salesHistory(places, now, seed), DAYS_AT_ONCE)) {
    await writeSales(writer, newSales(days), at);
    feedback.push(...days.flatMap(feedbackOf));
    const ledgerDays = days.filter(({ day }) => day.days_ago < LEDGER_DAYS);
    usage.push(...ledgerDays.map(({ place, day, orders }) => ({
      place,
      day,
      usage: usageOf(orders, recipes),
    })));
  }
  await insertMany(writer, "feedback", feedback);
  await writeStock(writer, catalogue.pantry, usage, { now, seed });
}

function newSales(days: readonly DayOfSales[]) {
  return {
    orders: days.flatMap(({ orders }) => orders).map((after) => ({ before: null, after })),
    refunds: days.flatMap(({ refunds }) => refunds).map((after) => ({ before: null, after })),
  };
}

async function readSummary(writer: Writer): Promise<DemoSummary> {
  const count = (table: "locations" | "menu_items" | "feedback") =>
    writer.selectFrom(table).select(({ fn }) => fn.countAll<number>().as("rows"))
      .executeTakeFirstOrThrow();
  const orders = await writer.selectFrom("orders")
    .select(({ fn }) => [
      fn.countAll<number>().as("orders"),
      fn.min("business_date").as("first_date"),
      fn.max("business_date").as("last_date"),
    ])
    .executeTakeFirstOrThrow();
  return {
    locations: (await count("locations")).rows,
    menu_items: (await count("menu_items")).rows,
    feedback: (await count("feedback")).rows,
    ...orders,
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
