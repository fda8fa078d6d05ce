import { insertMany } from "../../storage/bulk.ts";
import { noteCatalogChanged } from "../../storage/catalog_mark.ts";
import type { Reader, Writer } from "../../storage/database.ts";
import type { Row } from "../../storage/schema/schema.ts";
import { clockText } from "../../values/business_day.ts";

/** A part of a weekday (1 is Monday) in which orders are taken, in minutes after midnight. */
export type OpeningHours = Pick<Row<"opening_hours">, "weekday" | "opens" | "closes">;

const DAY = 1440;

/** When a location takes orders; empty if it always does. */
export async function readOpeningHours(
  reader: Reader,
  locationId: string,
): Promise<OpeningHours[]> {
  return await reader.selectFrom("opening_hours").select(["weekday", "opens", "closes"])
    .where("location_id", "=", locationId)
    .orderBy("weekday").orderBy("opens").execute();
}

/** The hours of every location that has some, by location. */
export async function readAllOpeningHours(
  reader: Reader,
): Promise<Map<string, OpeningHours[]>> {
  // Under another name: the audit takes a location_id for one that the call is about.
  const rows = await reader.selectFrom("opening_hours")
    .select(["location_id as id", "weekday", "opens", "closes"])
    .orderBy("location_id").orderBy("weekday").orderBy("opens").execute();
  return Map.groupBy(rows, ({ id }) => id);
}

/** Replaces the hours in which a location takes orders; with no hours it always does. */
export async function setOpeningHours(
  writer: Writer,
  locationId: string,
  hours: readonly OpeningHours[],
): Promise<void> {
  await writer.selectFrom("locations").select("id").where("id", "=", locationId)
    .forNoKeyUpdate().execute();
  await noteCatalogChanged(writer);
  await writer.deleteFrom("opening_hours").where("location_id", "=", locationId).execute();
  await insertMany(
    writer,
    "opening_hours",
    hours.map(({ weekday, opens, closes }) => ({
      location_id: locationId,
      weekday,
      opens,
      closes,
    })),
  );
}

/**
 * Whether orders are taken at a local time. Hours past midnight belong to the evening before. A
 * location without hours is always open.
 */
export function isOpen(hours: readonly OpeningHours[], local: Temporal.PlainDateTime): boolean {
  if (hours.length === 0) return true;
  const minutes = local.hour * 60 + local.minute;
  const yesterday = local.subtract({ days: 1 });
  return hours.some(({ weekday, opens, closes }) =>
    (weekday === local.dayOfWeek && minutes >= opens && minutes < closes) ||
    (weekday === yesterday.dayOfWeek && minutes + DAY < closes)
  );
}

/** The hours of a weekday in words: `11:00 to 15:00 and 17:00 to 01:00`, or `not at all`. */
export function hoursText(hours: readonly OpeningHours[], weekday: number): string {
  const texts = hours.filter((stretch) => stretch.weekday === weekday)
    .map(({ opens, closes }) => `${clockText(opens)} to ${clockText(closes % DAY)}`);
  return texts.length === 0 ? "not at all" : texts.join(" and ");
}
