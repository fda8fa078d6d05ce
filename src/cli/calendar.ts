import { openDatabase } from "./open_database.ts";
import {
  addCalendarEntries,
  type NewCalendarEntry,
  readCalendar,
  removeCalendarEntry,
} from "../restaurant/locations/calendar.ts";
import { chooseLocations, type Location } from "../restaurant/locations/location.ts";
import type { DatabaseAddress } from "../storage/address/database_address.ts";
import { RestaurantError } from "../values/errors.ts";
import { nowText, systemClock } from "../values/clock.ts";
import { periodText } from "../values/period.ts";
import { printResult } from "./output.ts";

/** The options of `calendar`. */
export interface CalendarCommand {
  readonly database: DatabaseAddress;
  readonly location?: string | undefined;
  /** `2026-12-24` or `2026-12-24..2026-12-26`. */
  readonly closed?: string | undefined;
  readonly event?: string | undefined;
  readonly name?: string | undefined;
  readonly remove?: string | undefined;
}

/**
 * Adds or removes an entry, if one is given, and prints the calendar of the locations.
 *
 * @throws {RestaurantError} INVALID_INPUT for dates or names that cannot be read, NOT_FOUND for an
 * unknown location or entry.
 */
export async function showCalendar(command: CalendarCommand): Promise<void> {
  await using opened = await openDatabase(command.database);
  const locations = await chooseLocations(opened.reader, command.location);
  const added = entriesOf(command, locations);
  const at = nowText(systemClock);
  await opened.write(async (writer) => {
    if (added.length > 0) await addCalendarEntries(writer, added, at);
    if (command.remove !== undefined) await removeCalendarEntry(writer, command.remove, at);
  });
  const entries = await readCalendar(opened.reader, locations.map(({ id }) => id));
  if (entries.length === 0) printResult("Nothing is in the calendar.");
  for (const { id, location_id, date, end_date, kind, name } of entries) {
    const days = periodText({ date, end_date });
    printResult(`${id}  ${location_id}  ${days}  ${kind}  ${name}`);
  }
}

function entriesOf(
  { closed, event, name }: CalendarCommand,
  locations: readonly Location[],
): NewCalendarEntry[] {
  if (event !== undefined && name === undefined) {
    throw new RestaurantError("INVALID_INPUT", "An event needs a name: --name 'Street fair'.", {
      hint: "Forecasts expect an event to do what earlier events of the same name did.",
    });
  }
  const given = [
    ...(closed === undefined ? [] : [{ kind: "closed" as const, days: closed }]),
    ...(event === undefined ? [] : [{ kind: "event" as const, days: event }]),
  ];
  return given.flatMap(({ kind, days }) => {
    const [date = "", end_date = date] = days.split("..").map((text) => text.trim());
    const entry = { date, end_date, kind, name: name ?? "Closed" };
    return locations.map(({ id }) => ({ ...entry, location_id: id }));
  });
}
