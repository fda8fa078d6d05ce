import { readCalendar } from "../locations/calendar.ts";
import type { Location } from "../locations/location.ts";
import type { OpeningHours } from "../locations/opening_hours.ts";
import type { Reader } from "../../storage/database.ts";
import { momentOfInstant } from "../../values/business_day.ts";
import { dateOfDay, type DayNumber, dayNumber, weekdayOf } from "../../values/day_number.ts";
import type { Period } from "./period.ts";
import { readDataRanges } from "./read_figures.ts";
import { type CutOff, HABIT_WEEKS, type SalesHistory } from "./sales_history.ts";

/** What is known of the days of some locations in a window, with the weeks around it. */
export async function readHistories(
  reader: Reader,
  locations: readonly Location[],
  window: Period,
  now: Temporal.Instant,
): Promise<SalesHistory[]> {
  const ids = locations.map(({ id }) => id);
  const around = {
    date: dateOfDay(dayNumber(window.date) - 7 * HABIT_WEEKS),
    end_date: dateOfDay(dayNumber(window.end_date) + 7 * HABIT_WEEKS),
  };
  const ranges = new Map(
    (await readDataRanges(reader, ids)).map((range) => [range.location_id, range]),
  );
  const days = Map.groupBy(await readDays(reader, ids, around), ({ location_id }) => location_id);
  const hours = Map.groupBy(await readHours(reader, ids), ({ location_id }) => location_id);
  const closed = (await readCalendar(reader, ids, around)).filter(({ kind }) => kind === "closed");
  const imported = await readImportTimes(reader, ids);
  return locations.map((location): SalesHistory => {
    const { id } = location;
    const today = dayNumber(momentOfInstant(now, location).business_date);
    const range = ranges.get(id);
    const own = (days.get(id) ?? []).map((row) =>
      [dayNumber(row.business_date), row.transactions] as const
    );
    const known = {
      location,
      today,
      isTodayOver: isOver(hours.get(id) ?? [], today, cutOffAt(now, location)),
      first: range === undefined ? null : dayNumber(range.first),
      last: range === undefined ? null : dayNumber(range.last),
      transactions: new Map(own),
      openWeekdays: openWeekdays(hours.get(id) ?? []),
      closed: new Set(closed.filter((entry) => entry.location_id === id).flatMap(daysOf)),
    };
    return { ...known, cutOff: cutOffOf(known, imported.get(id), now) };
  });
}

async function readDays(reader: Reader, ids: readonly string[], { date, end_date }: Period) {
  return await reader.selectFrom("sales_rollups")
    .select(["location_id", "business_date", "transactions"])
    .where("location_id", "in", ids).where("dimension", "=", "day")
    .where("business_date", ">=", date).where("business_date", "<=", end_date).execute();
}

async function readHours(reader: Reader, ids: readonly string[]) {
  return await reader.selectFrom("opening_hours").selectAll()
    .where("location_id", "in", ids).execute();
}

/** Until which day the imports of a location go, and when the last of those that go so far was made. */
async function readImportTimes(
  reader: Reader,
  ids: readonly string[],
): Promise<ReadonlyMap<string, { readonly end_date: string; readonly imported_at: string }>> {
  const rows = await reader.selectFrom("import_coverage")
    .select(["location_id", "end_date"])
    .select(({ fn }) => fn.max<string>("imported_at").as("imported_at"))
    .where("location_id", "in", ids)
    .groupBy(["location_id", "end_date"]).orderBy("end_date").execute();
  return new Map(rows.map((row) => [row.location_id, row]));
}

function openWeekdays(hours: readonly OpeningHours[]): ReadonlySet<number> | null {
  return hours.length === 0 ? null : new Set(hours.map(({ weekday }) => weekday - 1));
}

function daysOf({ date, end_date }: Period): DayNumber[] {
  const first = dayNumber(date);
  return Array.from({ length: dayNumber(end_date) - first + 1 }, (_, index) => first + index);
}

/** Where an instant falls in the business day of a location. */
function cutOffAt(instant: Temporal.Instant, location: Location): CutOff {
  const day = dayNumber(momentOfInstant(instant, location).business_date);
  const local = instant.toZonedDateTimeISO(location.time_zone).toPlainDateTime();
  const midnight = Temporal.PlainDate.from(dateOfDay(day)).toPlainDateTime();
  return { day, minutes: Math.floor(midnight.until(local).total("minutes")) };
}

function isOver(hours: readonly OpeningHours[], today: DayNumber, { minutes }: CutOff): boolean {
  const closes = hours.filter(({ weekday }) => weekday === weekdayOf(today) + 1)
    .map(({ closes }) => closes);
  return hours.length > 0 && closes.every((end) => minutes >= end);
}

/**
 * An import that was made while its last day was going on knows that day up to then; sales that are
 * written as they happen know today up to now.
 */
function cutOffOf(
  { location, today, isTodayOver, last, transactions }: Omit<SalesHistory, "cutOff">,
  imported: { readonly end_date: string; readonly imported_at: string } | undefined,
  now: Temporal.Instant,
): CutOff | null {
  if (last === null) return null;
  if (imported !== undefined && dayNumber(imported.end_date) === last) {
    const known = cutOffAt(Temporal.Instant.from(imported.imported_at), location);
    return known.day === last ? known : null;
  }
  return !isTodayOver && transactions.has(today) ? cutOffAt(now, location) : null;
}
