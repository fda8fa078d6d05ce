import { addLocation } from "../restaurant/locations/location.ts";
import { setTaxRate } from "../restaurant/locations/tax_rate.ts";
import type { Database, Writer } from "../storage/database.ts";
import type { Catalogue } from "./catalogue.ts";
import { type DemoSummary, readSummary } from "./demo_summary.ts";
import { readCatalogue } from "./read_catalogue.ts";
import { instantText } from "./trading_days.ts";
import { writeHistory } from "./write_history.ts";
import { writeMenu, writeRecipes } from "./write_menu.ts";

export type { DemoSummary } from "./demo_summary.ts";

/** The inputs of the demo restaurant: the same values give the same rows, ids included. */
export interface DemoOptions {
  /** The demo's present: nothing in it is later. */
  readonly now: Temporal.Instant;
  /** An integer; other seeds give other orders of the same restaurant. */
  readonly seed?: number;
  /** How far sales reach back; 18 when left out. */
  readonly months?: number;
  /** Stops the filling, which then leaves nothing behind. */
  readonly signal?: AbortSignal;
}

/** Fills an empty database with the demo restaurant: its menu, stock, sales and feedback. */
export async function fillDemo(
  database: Database,
  { now, seed = 1, months = 18, signal }: DemoOptions,
): Promise<DemoSummary> {
  const catalogue = readCatalogue();
  return await database.write(async (writer) => {
    await writeRestaurant(writer, catalogue, instantText(now.epochMilliseconds));
    await writeHistory(writer, catalogue, { now, seed, months, signal });
    return await readSummary(writer);
  });
}

async function writeRestaurant(writer: Writer, catalogue: Catalogue, at: string): Promise<void> {
  for (const { tax_rate, ...location } of catalogue.locations) {
    const { id, name, time_zone, currency, business_day_start } = location;
    await addLocation(writer, { id, name, time_zone, currency, business_day_start }, at);
    await setTaxRate(writer, id, Math.round(tax_rate * 1_000_000));
  }
  await writeMenu(writer, catalogue, at);
  await writeRecipes(writer, catalogue);
}
