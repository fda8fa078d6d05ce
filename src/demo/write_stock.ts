import { insertMany } from "../storage/bulk.ts";
import type { Writer } from "../storage/database.ts";
import type { Ingredient } from "./catalogue.ts";
import { growingIds } from "./ids.ts";
import type { Place } from "./place.ts";
import { seededRandom } from "./random.ts";
import { stockShelves, type UsageDay } from "./stock.ts";

/** What was used on a day at one of the places. */
export interface DayOfUsage extends UsageDay {
  readonly place: Place;
}

/** Writes the stock of all places and the ledger behind it. */
export async function writeStock(
  writer: Writer,
  pantry: readonly Ingredient[],
  usage: readonly DayOfUsage[],
  { now, seed }: { readonly now: Temporal.Instant; readonly seed: number },
): Promise<void> {
  const random = seededRandom(seed, "stock");
  const nextId = growingIds(random);
  const shelves = [...Map.groupBy(usage, ({ place }) => place)].flatMap(([{ location }, days]) =>
    stockShelves({ location, days, random, now: now.epochMilliseconds, nextId }, pantry)
  );
  await insertMany(writer, "stock", shelves.map(({ stock }) => stock));
  await insertMany(writer, "stock_movements", shelves.flatMap(({ movements }) => movements));
}
