import type { Reader, Writer } from "../../storage/database.ts";
import { recordEvents } from "../journal/outbox.ts";
import { noteCatalogChanged } from "../../storage/catalog_mark.ts";
import { freshIds } from "../../storage/ids.ts";
import type { Row } from "../../storage/schema/schema.ts";
import { isDate } from "../../values/business_day.ts";
import { RestaurantError } from "../../values/errors.ts";

/** A day or several that are not like others: closed, or with an event. */
export type CalendarEntry = Row<"calendar_entries">;

/** The input of a new entry. */
export type NewCalendarEntry = Omit<CalendarEntry, "id">;

const LONGEST_NAME = 80;

/** The entries of some locations that touch a period, by date. */
export async function readCalendar(
  reader: Reader,
  locationIds: readonly string[],
  period?: { readonly date: string; readonly end_date: string },
): Promise<CalendarEntry[]> {
  let query = reader.selectFrom("calendar_entries").selectAll()
    .where("location_id", "in", locationIds)
    .orderBy("date").orderBy("id");
  if (period !== undefined) {
    query = query.where("date", "<=", period.end_date).where("end_date", ">=", period.date);
  }
  return await query.execute();
}

/**
 * Adds entries. One that is there already, of the same days, kind and name, is not added twice.
 *
 * @param at UTC instant of the writing.
 * @returns How many are new.
 * @throws {RestaurantError} INVALID_INPUT for dates that do not exist or are reversed, or no name.
 */
export async function addCalendarEntries(
  writer: Writer,
  entries: readonly NewCalendarEntry[],
  at: string,
): Promise<number> {
  let added = 0;
  for (const entry of entries) {
    assertValid(entry);
    const { location_id, date, end_date, kind, name } = entry;
    const known = await writer.selectFrom("calendar_entries").select("id")
      .where("location_id", "=", location_id).where("date", "=", date)
      .where("end_date", "=", end_date).where("kind", "=", kind).where("name", "=", name)
      .executeTakeFirst();
    if (known !== undefined) continue;
    const [id = ""] = await freshIds(writer, "calendar_entries", 1);
    await writer.insertInto("calendar_entries").values({ ...entry, id }).execute();
    added++;
  }
  if (added > 0) await tellChanged(writer, entries.map(({ location_id }) => location_id), at);
  return added;
}

async function tellChanged(
  writer: Writer,
  locationIds: readonly string[],
  at: string,
): Promise<void> {
  const events = [...new Set(locationIds)].map((id) => ({
    kind: "calendar_changed" as const,
    subject_id: id,
    location_id: id,
    business_date: null,
  }));
  await noteCatalogChanged(writer);
  await recordEvents(writer, events, at);
}

/**
 * Removes an entry.
 *
 * @throws {RestaurantError} NOT_FOUND
 */
export async function removeCalendarEntry(
  writer: Writer,
  id: string,
  at: string,
): Promise<void> {
  const removed = await writer.deleteFrom("calendar_entries").where("id", "=", id)
    .returning("location_id").execute();
  if (removed.length > 0) {
    return await tellChanged(writer, removed.map(({ location_id }) => location_id), at);
  }
  throw new RestaurantError("NOT_FOUND", `There is no calendar entry '${id}'.`, {
    hint: "`restaurant-mcp calendar` lists them.",
  });
}

function assertValid({ date, end_date, kind, name }: NewCalendarEntry): void {
  const problem = !isDate(date) || !isDate(end_date)
    ? `There is no period ${date} to ${end_date}; write dates as YYYY-MM-DD.`
    : end_date < date
    ? `${end_date} is before ${date}; give the earlier date first.`
    : kind !== "closed" && kind !== "event"
    ? `'${kind}' is not valid; an entry is 'closed' or 'event'.`
    : name.trim() === "" || name.length > LONGEST_NAME
    ? `A name has 1 to ${LONGEST_NAME} characters; '${name.slice(0, LONGEST_NAME)}' has not.`
    : undefined;
  if (problem !== undefined) throw new RestaurantError("INVALID_INPUT", problem);
}
