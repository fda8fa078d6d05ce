import { noteCatalogChanged } from "../storage/catalog_mark.ts";
import { insertMany } from "../storage/bulk.ts";
import type { Writer } from "../storage/database.ts";
import type { Row } from "../storage/schema/schema.ts";
import { dateOfDay, dayNumber } from "../values/day_number.ts";
import type { Holiday } from "./catalogue.ts";
import { falls } from "./demand.ts";
import { growingIds } from "./ids.ts";
import type { Place } from "./place.ts";
import { seededRandom } from "./random.ts";

/** Days ahead for which closings are entered. */
const DAYS_AHEAD = 365;

/**
 * Enters the holidays on which nobody comes as closings, from the first day of sales to a year from
 * now: without them, a day without sales could also be one that was not imported.
 */
export async function writeClosings(
  writer: Writer,
  places: readonly Place[],
  holidays: readonly Holiday[],
  seed: number,
): Promise<void> {
  const nextId = growingIds(seededRandom(seed, "closings"));
  const closings = places.flatMap((place) => closingsOf(place, holidays));
  await insertMany(
    writer,
    "calendar_entries",
    closings.map((closing): Row<"calendar_entries"> => ({ id: nextId(), ...closing })),
  );
  await noteCatalogChanged(writer);
}

function closingsOf(
  { location, days }: Place,
  holidays: readonly Holiday[],
): Omit<Row<"calendar_entries">, "id">[] {
  const [first, today] = [days.at(0), days.at(-1)];
  if (first === undefined || today === undefined) return [];
  const from = dayNumber(first.date);
  const length = dayNumber(today.date) + DAYS_AHEAD - from + 1;
  return Array.from({ length }, (_, i) => dateOfDay(from + i)).flatMap((date) => {
    const { month, day, dayOfWeek: weekday } = Temporal.PlainDate.from(date);
    const holiday = holidays.find((one) => falls(one, { month, day, weekday }));
    return holiday?.demand === 0
      ? [{
        location_id: location.id,
        date,
        end_date: date,
        kind: "closed" as const,
        name: holiday.name,
      }]
      : [];
  });
}
